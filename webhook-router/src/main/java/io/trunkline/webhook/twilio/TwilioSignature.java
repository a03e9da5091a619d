package io.trunkline.webhook.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.trunkline.webhook.ingress.HmacVerifier;

/**
 * Verifies {@code X-Twilio-Signature}: HMAC-SHA1 with an auth token over the called URL and the form parameters.
 * <p>
 * The URL is the configured public address plus the request's path and query. Host and proxy headers are not trusted. Twilio
 * signs with or without the port, so both are accepted. The same goes for the fragment of the URL that was registered, which is
 * not a part of the request.
 *
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio: webhook security</a>
 */
final class TwilioSignature {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final HmacVerifier verifier;
    private final List<byte[]> bases;
    /** Empty, and the fragment of registered URLs. */
    private final List<byte[]> suffixes;

    /**
     * @param publicBase the public base URL, without query; a path in it is kept
     * @param override what carrier-gateway appends to the URLs that it registers, such as {@code #rc=3}
     * @param authTokens the currently valid tokens, in UTF-8
     */
    TwilioSignature(URI publicBase, Optional<String> override, Supplier<List<byte[]>> authTokens) {
        this.verifier = new HmacVerifier("HmacSHA1", authTokens);
        this.bases = bases(publicBase);
        this.suffixes = override.filter(text -> text.indexOf('#') >= 0).map(text -> text.substring(text.indexOf('#')))
                .map(fragment -> List.of(new byte[0], fragment.getBytes(UTF_8))).orElse(List.of(new byte[0]));
    }

    /**
     * @param signature the value of the header
     * @param pathAndQuery as in the request line, not decoded
     */
    boolean matches(String signature, String pathAndQuery, FormParameters form) {
        List<byte[]> signatures = List.of(signature.getBytes(ISO_8859_1));
        byte[] target = pathAndQuery.getBytes(ISO_8859_1);
        return suffixes.stream().anyMatch(suffix -> bases.stream().anyMatch(base -> verifier.matches(signatures, mac -> {
            mac.update(base);
            mac.update(target);
            mac.update(suffix);
            form.updateMac(mac);
        })));
    }

    private static List<byte[]> bases(URI base) {
        if (base.getScheme() == null || base.getHost() == null) {
            throw new IllegalArgumentException("trunkline.public-base-url is not an absolute URL: " + base);
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
