package io.trunkline.simulator.twilio;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Adds Twilio's request id to every response. */
@Singleton
class RequestIdFilter {

    @ServerResponseFilter
    void addRequestId(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/twilio/")) {
            response.getHeaders().putSingle("Twilio-Request-Id", Sids.next("RQ"));
        }
    }
}
