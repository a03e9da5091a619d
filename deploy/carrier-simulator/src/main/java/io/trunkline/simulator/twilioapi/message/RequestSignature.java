package io.trunkline.simulator.twilioapi.message;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of a webhook: https://www.twilio.com/docs/usage/webhooks/webhooks-security. */
public final class RequestSignature {

    private RequestSignature() {
    }

    /**
     * Signs a request.
     *
     * @param url of the request, without fragment
     * @param form the parameters of the body in code-unit order of their names; empty for GET
     */
    public static String sign(String key, String url, SortedMap<String, String> form) {
        StringBuilder signed = new StringBuilder(url);
        for (Map.Entry<String, String> parameter : form.entrySet()) {
            signed.append(parameter.getKey()).append(parameter.getValue());
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 is not available", e);
        }
    }
}
