package io.trunkline.simulator.twilio;

import java.util.Optional;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.trunkline.simulator.web.AuthenticatedAccount;

/** Lets pass who may call for the account that the path names. */
@Singleton
class TwilioAuthenticationFilter {

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<TwilioAccountRegistry> accounts;
    private final AuthenticatedAccount authenticatedAccount;
    private final TwilioErrorFormat errorFormat;

    TwilioAuthenticationFilter(Provider<TwilioAccountRegistry> accounts, AuthenticatedAccount authenticatedAccount,
            TwilioErrorFormat errorFormat) {
        this.accounts = accounts;
        this.authenticatedAccount = authenticatedAccount;
        this.errorFormat = errorFormat;
    }

    @ServerRequestFilter
    Response authenticate(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/twilio/")) {
            return null;
        }
        Optional<String> account = accounts.get().authenticate(request);
        if (account.isPresent()) {
            authenticatedAccount.set(account.get());
            return null;
        }
        return Response.fromResponse(errorFormat.error(401, "Authenticate"))
                .header("WWW-Authenticate", "Basic realm=\"Twilio API\"").build();
    }

    @ServerResponseFilter
    void addRequestId(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/twilio/")) {
            response.getHeaders().putSingle("Twilio-Request-Id", Sids.next("RQ"));
        }
    }
}
