package io.trunkline.simulator.telnyx;

import java.util.Optional;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.web.AuthenticatedAccount;

/** Authenticates Telnyx requests by the API key in the bearer token. */
@Singleton
class TelnyxAuthenticationFilter {

    /** Filters are created during static initialization, before configuration can be read. */
    private final Provider<TelnyxAccountRegistry> accounts;
    private final AuthenticatedAccount authenticatedAccount;

    TelnyxAuthenticationFilter(Provider<TelnyxAccountRegistry> accounts, AuthenticatedAccount authenticatedAccount) {
        this.accounts = accounts;
        this.authenticatedAccount = authenticatedAccount;
    }

    @ServerRequestFilter
    Response authenticate(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/telnyx/v2/")) {
            return null;
        }
        Optional<String> account = accounts.get().authenticate(request.getHeaderString("Authorization"));
        if (account.isPresent()) {
            authenticatedAccount.set(account.get());
            return null;
        }
        return TelnyxException.of(Reason.UNAUTHENTICATED,
                "The required authentication headers were either invalid or not included in the request.").toResponse();
    }
}
