package io.trunkline.simulator.twilio;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** HTTP Basic with account SID and auth token, as every Twilio call needs it; the path must name the same account. */
@Singleton
class TwilioAuthentication {

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<TwilioConfig> config;

    TwilioAuthentication(Provider<TwilioConfig> config) {
        this.config = config;
    }

    @ServerRequestFilter
    Response check(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith("/twilio/")) {
            return null;
        }
        String sid = config.get().accountSid();
        boolean ourAccount = sid.equals(request.getUriInfo().getPathParameters().getFirst("account"));
        String given = request.getHeaderString("Authorization");
        if (ourAccount && given != null && MessageDigest.isEqual(bytes(given), bytes(basic(sid)))) {
            return null;
        }
        return Response.fromResponse(TwilioError.unauthenticated().toResponse())
                .header("WWW-Authenticate", "Basic realm=\"Twilio API\"").build();
    }

    @ServerResponseFilter
    void identify(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/twilio/")) {
            response.getHeaders().putSingle("Twilio-Request-Id", Sids.next("RQ"));
        }
    }

    private String basic(String sid) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(sid + ":" + config.get().authToken()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
