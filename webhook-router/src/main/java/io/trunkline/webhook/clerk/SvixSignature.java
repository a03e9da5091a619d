package io.trunkline.webhook.clerk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

import io.trunkline.webhook.ingress.HmacVerifier;

/**
 * Verifies the signature of Svix and of Standard Webhooks 1.0: HMAC-SHA256 over {@code id.timestamp.body}. One header has
 * several signatures while a secret rotates.
 *
 * @see <a href="https://docs.svix.com/receiving/verifying-payloads/how-manual">Svix: verifying manually</a>
 */
final class SvixSignature {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String VERSION = "v1,";
    private static final long TOLERANCE_SECONDS = Duration.ofMinutes(5).toSeconds();
    private static final int TIMESTAMP_DIGITS = 10;

    private final HmacVerifier verifier;
    private final Clock clock;

    /** @param keys the currently valid keys, each decoded by {@link #decodeSecret} */
    SvixSignature(Supplier<List<byte[]>> keys, Clock clock) {
        this.verifier = new HmacVerifier("HmacSHA256", keys);
        this.clock = clock;
    }

    /** @param timestamp of this delivery attempt, in seconds since the epoch */
    boolean matches(String id, String timestamp, String signatures, byte[] body) {
        if (!isWithinTolerance(timestamp)) {
            return false;
        }
        byte[] prefix = (id + "." + timestamp + ".").getBytes(ISO_8859_1);
        List<byte[]> candidates = Arrays.stream(signatures.split(" ")).filter(signature -> signature.startsWith(VERSION))
                .map(signature -> signature.substring(VERSION.length()).getBytes(ISO_8859_1)).toList();
        return verifier.matches(candidates, mac -> {
            mac.update(prefix);
            mac.update(body);
        });
    }

    private boolean isWithinTolerance(String timestamp) {
        if (timestamp.length() != TIMESTAMP_DIGITS || !timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        return Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp)) <= TOLERANCE_SECONDS;
    }

    /**
     * @param secret {@code whsec_} and the key in Base64
     * @throws IllegalArgumentException when it has another format
     */
    static byte[] decodeSecret(String secret) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            throw new IllegalArgumentException("A Clerk webhook secret starts with " + SECRET_PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    }
}
