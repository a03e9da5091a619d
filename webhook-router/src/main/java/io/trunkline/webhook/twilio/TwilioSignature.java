package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import io.trunkline.webhook.ingress.HmacVerifier;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 with an auth token over the URL that was called and the form's parameters.
 * <p>
 * The URL is the configured public address and the request's own path and query; what a client says about host or proxies is
 * never asked. Twilio signs with or without the port, so both are accepted.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio: webhook security</a>
 */
final class TwilioSignature {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final HmacVerifier verifier;
    private final List<byte[]> bases;

    /**
     * @param publicBase what carriers call, without query; a path before ours is kept
     * @param authTokens as they are valid at the moment, in UTF-8
     */
    TwilioSignature(URI publicBase, Supplier<List<byte[]>> authTokens) {
        this.verifier = new HmacVerifier("HmacSHA1", authTokens);
        this.bases = bases(publicBase);
    }

    /**
     * @param pathAndQuery as in the request line, not decoded
     * @param signature the header's value
     */
    boolean matches(String signature, String pathAndQuery, FormParameters form) {
        List<byte[]> signatures = List.of(signature.getBytes(ISO_8859_1));
        byte[] target = pathAndQuery.getBytes(ISO_8859_1);
        for (byte[] base : bases) {
            if (verifier.matches(signatures, mac -> {
                mac.update(base);
                mac.update(target);
                form.updateMac(mac);
            })) {
                return true;
            }
        }
        return false;
    }

    private static List<byte[]> bases(URI base) {
        if (base.getScheme() == null || base.getHost() == null) {
            throw new IllegalArgumentException("trunkline.public-base-url is not an absolute address: " + base);
        }
        int port = base.getPort();
        int effectivePort = port >= 0 ? port : base.getScheme().equals("https") ? HTTPS : HTTP;
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        String withPort = base.getScheme() + "://" + base.getHost() + ":" + effectivePort + path;
        String withoutPort = base.getScheme() + "://" + base.getHost() + path;
        List<String> likelyFirst = port >= 0 ? List.of(withPort, withoutPort) : List.of(withoutPort, withPort);
        return likelyFirst.stream().map(text -> text.getBytes(UTF_8)).toList();
    }
}
