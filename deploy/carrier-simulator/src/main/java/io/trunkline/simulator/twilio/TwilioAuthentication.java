package io.trunkline.simulator.twilio;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

import io.trunkline.simulator.compatible.Credentials;

/** Lets pass who knows account SID and auth token. */
@Singleton
class TwilioAuthentication {

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<TwilioConfig> config;
    private final TwilioDialect dialect;

    TwilioAuthentication(Provider<TwilioConfig> config, TwilioDialect dialect) {
        this.config = config;
        this.dialect = dialect;
    }

    @ServerRequestFilter
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/twilio/")
                || new Credentials(config.get().accountSid(), config.get().authToken()).areThoseOf(request)) {
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
