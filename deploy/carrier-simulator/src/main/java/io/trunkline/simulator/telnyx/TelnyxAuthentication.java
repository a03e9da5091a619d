package io.trunkline.simulator.telnyx;

import java.util.Optional;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.web.Caller;

/** The API key as a bearer token, as every Telnyx call needs it. */
@Singleton
class TelnyxAuthentication {

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<TelnyxAccounts> accounts;
    private final Caller caller;

    TelnyxAuthentication(Provider<TelnyxAccounts> accounts, Caller caller) {
        this.accounts = accounts;
        this.caller = caller;
    }

    @ServerRequestFilter
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/telnyx/v2/")) {
            return null;
        }
        Optional<String> account = accounts.get().admitted(request.getHeaderString("Authorization"));
        if (account.isPresent()) {
            caller.is(account.get());
            return null;
        }
        return TelnyxError.of(Reason.UNAUTHENTICATED,
                "The required authentication headers were either invalid or not included in the request.").toResponse();
    }
}
