package io.trunkline.simulator.compatible;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import jakarta.ws.rs.container.ContainerRequestContext;

/** HTTP Basic of one account, as every call to the API 2010-04-01 needs it; a path that names an account must name this one. */
public record Credentials(String account, String password) {

    public boolean areThoseOf(ContainerRequestContext request) {
        String named = request.getUriInfo().getPathParameters().getFirst("account");
        boolean ourAccount = named == null || named.equals(account);
        String given = request.getHeaderString("Authorization");
        return ourAccount && given != null && MessageDigest.isEqual(bytes(given), bytes(basic()));
    }

    private String basic() {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(account + ":" + password));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
