package io.trunkline.simulator.telnyx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.simulator.telnyx.TelnyxError.Reason;

/** The API key as a bearer token, as every Telnyx call needs it. */
@Singleton
class TelnyxAuthentication {

    /** Filters are made while Quarkus builds its image of the application, before configuration may be read. */
    private final Provider<TelnyxConfig> config;

    TelnyxAuthentication(Provider<TelnyxConfig> config) {
        this.config = config;
    }

    @ServerRequestFilter
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/telnyx/v2/")) {
            return null;
        }
        String given = request.getHeaderString("Authorization");
        if (given != null && MessageDigest.isEqual(bytes(given), bytes("Bearer " + config.get().apiKey()))) {
            return null;
        }
        return TelnyxError.of(Reason.UNAUTHENTICATED,
                "The required authentication headers were either invalid or not included in the request.").toResponse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
