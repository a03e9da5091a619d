package io.trunkline.simulator.signalwire;

import java.net.URI;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Accepts paths with and without {@code .json}: SignalWire's document has no suffix, its SDK, a fork of Twilio's, sends one.
 */
@Singleton
class JsonSuffixFilter {

    private static final String BASE = "/signalwire/";
    private static final String SUFFIX = ".json";

    @ServerRequestFilter(preMatching = true)
    void addSuffix(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        if (uri.getRawPath().startsWith(BASE) && !uri.getRawPath().endsWith(SUFFIX)) {
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            request.setRequestUri(uri.resolve(uri.getRawPath() + SUFFIX + query));
        }
    }
}
