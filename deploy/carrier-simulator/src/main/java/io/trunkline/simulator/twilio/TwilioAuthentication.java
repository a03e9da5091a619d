package io.trunkline.simulator.twilio;

import java.util.Optional;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.trunkline.simulator.web.Caller;

/** Lets pass who may call for the account that the path names. */
@Singleton
class TwilioAuthentication {

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<TwilioAccounts> accounts;
    private final Caller caller;
    private final TwilioDialect dialect;

    TwilioAuthentication(Provider<TwilioAccounts> accounts, Caller caller, TwilioDialect dialect) {
        this.accounts = accounts;
        this.caller = caller;
        this.dialect = dialect;
    }

    @ServerRequestFilter
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/twilio/")) {
            return null;
        }
        Optional<String> account = accounts.get().admitted(request);
        if (account.isPresent()) {
            caller.is(account.get());
            return null;
        }
        return Response.fromResponse(dialect.error(401, "Authenticate"))
                .header("WWW-Authenticate", "Basic realm=\"Twilio API\"").build();
    }

    @ServerResponseFilter
    void identify(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/twilio/")) {
            response.getHeaders().putSingle("Twilio-Request-Id", Sids.next("RQ"));
        }
    }
}
