package io.trunkline.simulator.twilioapi;

import java.util.Optional;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.simulator.web.AuthenticatedAccount;

/** Authenticates requests by HTTP Basic, for the account in the path. */
@Singleton
class AuthenticationFilter {

    /** Filters are created during static initialization, before configuration can be read. */
    private final Provider<TwilioApi> api;
    private final AuthenticatedAccount authenticatedAccount;

    AuthenticationFilter(Provider<TwilioApi> api, AuthenticatedAccount authenticatedAccount) {
        this.api = api;
        this.authenticatedAccount = authenticatedAccount;
    }

    @ServerRequestFilter
    Response authenticate(ContainerRequestContext request) {
        CarrierProfile carrier = api.get().carrierAt(request.getUriInfo().getPath()).orElse(null);
        if (carrier == null) {
            return null;
        }
        Optional<String> account = carrier.accounts().authenticate(request);
        account.ifPresent(authenticatedAccount::set);
        return account.isPresent() ? null : carrier.errors().unauthorizedResponse();
    }
}
