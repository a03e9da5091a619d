package io.trunkline.simulator.twilioapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * An account at a carrier with the API 2010-04-01.
 *
 * @param id in the path of its requests
 * @param credentials valid for it, by HTTP Basic
 * @param signingKey key of its webhooks
 */
public record Account(String id, List<Credentials> credentials, String signingKey) {

    /** A user and a password. */
    public record Credentials(String user, String password) {

        private boolean matches(String authorization) {
            String basic = "Basic " + Base64.getEncoder().encodeToString(bytes(user + ":" + password));
            return authorization != null && MessageDigest.isEqual(bytes(authorization), bytes(basic));
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    boolean accepts(String authorization) {
        return credentials.stream().anyMatch(candidate -> candidate.matches(authorization));
    }
}
