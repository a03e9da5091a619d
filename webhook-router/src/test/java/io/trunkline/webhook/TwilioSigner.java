package io.trunkline.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Twilio documents it. Its own test uses the published vectors. */
public final class TwilioSigner {

    private TwilioSigner() {
    }

    public static String sign(String token, String url, Map<String, String> form) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        return sign(token, text.toString());
    }

    /** Of an encoded form, in which a parameter may be repeated: identical parameters are signed once. */
    public static String signForm(String token, String url, String form) {
        return sign(token, url + Stream.of(form.split("&")).map(pair -> pair.split("=", 2))
                .map(pair -> decode(pair[0]) + '\0' + decode(pair[1])).distinct().sorted()
                .map(pair -> pair.replaceFirst("\0", "")).collect(Collectors.joining()));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, UTF_8);
    }

    private static String sign(String token, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
