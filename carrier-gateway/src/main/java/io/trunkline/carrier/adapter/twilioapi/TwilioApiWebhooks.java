package io.trunkline.carrier.adapter.twilioapi;

import java.net.URI;
import java.util.function.Function;

import jakarta.ws.rs.FormParam;

import io.trunkline.carrier.spi.Webhooks;

/**
 * The webhooks of a number, as parameters of its purchase and its update. A null is not sent and leaves the webhook unchanged.
 *
 * @see <a href="https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource">IncomingPhoneNumber</a>
 */
public final class TwilioApiWebhooks {

    private static final String POST = "POST";

    @FormParam("SmsUrl")
    final String smsUrl;
    @FormParam("SmsMethod")
    final String smsMethod;
    @FormParam("SmsFallbackUrl")
    final String smsFallbackUrl;
    @FormParam("SmsFallbackMethod")
    final String smsFallbackMethod;
    @FormParam("VoiceUrl")
    final String voiceUrl;
    @FormParam("VoiceMethod")
    final String voiceMethod;
    @FormParam("VoiceFallbackUrl")
    final String voiceFallbackUrl;
    @FormParam("VoiceFallbackMethod")
    final String voiceFallbackMethod;
    /** For calls; each message has a status callback of its own. */
    @FormParam("StatusCallback")
    final String statusCallback;
    @FormParam("StatusCallbackMethod")
    final String statusCallbackMethod;

    /** @param text formats a URL for the carrier; null for null */
    TwilioApiWebhooks(Webhooks webhooks, Function<URI, String> text) {
        smsUrl = text.apply(webhooks.messages());
        smsMethod = method(smsUrl);
        smsFallbackUrl = text.apply(webhooks.messagesFallback());
        smsFallbackMethod = method(smsFallbackUrl);
        voiceUrl = text.apply(webhooks.calls());
        voiceMethod = method(voiceUrl);
        voiceFallbackUrl = text.apply(webhooks.callsFallback());
        voiceFallbackMethod = method(voiceFallbackUrl);
        statusCallback = text.apply(webhooks.callStatus());
        statusCallbackMethod = method(statusCallback);
    }

    private static String method(String url) {
        return url == null ? null : POST;
    }
}
