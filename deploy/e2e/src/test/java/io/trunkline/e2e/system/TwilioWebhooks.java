package io.trunkline.e2e.system;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs inbound texts as Twilio does, independently of the simulator, for requests that the simulator does not send.
 *
 * @param account the account of the webhooks
 * @param authToken signs them
 * @param publicBase the base URL that Twilio calls
 * @see <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">Twilio: webhook security</a>
 */
public record TwilioWebhooks(String account, String authToken, String publicBase) {

    public static final String SMS_PATH = "/api/webhooks/twilio/sms";

    private static final String FORM = "application/x-www-form-urlencoded";

    /** The parameters of a text. */
    public record Text(SortedMap<String, String> parameters) {

        public String messageSid() {
            return parameters.get("MessageSid");
        }

        /** @param value null: without the parameter */
        public Text with(String name, String value) {
            SortedMap<String, String> changed = new TreeMap<>(parameters);
            if (value == null) {
                changed.remove(name);
            } else {
                changed.put(name, value);
            }
            return new Text(changed);
        }

        byte[] form() {
            return parameters.entrySet().stream()
                    .map(parameter -> Api.urlEncoded(parameter.getKey()) + "=" + Api.urlEncoded(parameter.getValue()))
                    .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
        }
    }

    public Text text(String from, String to, String body) {
        String sid = "SM" + UUID.randomUUID().toString().replace("-", "");
        return new Text(new TreeMap<>(Map.of("AccountSid", account, "ApiVersion", "2010-04-01", "MessageSid", sid, "SmsSid",
                sid, "From", from, "To", to, "Body", body, "NumMedia", "0", "NumSegments", "1")));
    }

    public String signatureOf(Text text) {
        StringBuilder signed = new StringBuilder(publicBase + SMS_PATH);
        text.parameters().forEach((name, value) -> signed.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(authToken.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA1", e);
        }
    }

    /** Sends the text to our webhook with a valid signature. */
    public ApiResponse deliver(Text text) {
        return deliver(text, signatureOf(text));
    }

    /** @param signature null for none */
    public ApiResponse deliver(Text text, String signature) {
        Api caller = new Api(publicBase, signature == null ? Map.of() : Map.of("X-Twilio-Signature", signature));
        return caller.post(SMS_PATH, FORM, text.form());
    }

    /** Another Twilio account that calls our webhook. */
    public TwilioWebhooks otherAccount() {
        return new TwilioWebhooks("AC" + HexFormat.of().formatHex(new byte[16]), "0123456789abcdef0123456789abcdef",
                publicBase);
    }
}
