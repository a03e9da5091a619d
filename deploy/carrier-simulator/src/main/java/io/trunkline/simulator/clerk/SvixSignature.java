package io.trunkline.simulator.clerk;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code svix-signature}: https://docs.svix.com/receiving/verifying-payloads/how-manual. */
final class SvixSignature {

    private static final String PREFIX = "whsec_";

    private final byte[] key;

    /**
     * Reads the key.
     *
     * @throws IllegalArgumentException if the secret is not {@code whsec_} and Base64
     */
    SvixSignature(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw new IllegalArgumentException("A webhook secret begins with " + PREFIX);
        }
        key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    String sign(String id, long unixSeconds, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signed = (id + "." + unixSeconds + "." + body).getBytes(StandardCharsets.UTF_8);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is not available", e);
        }
    }
}
