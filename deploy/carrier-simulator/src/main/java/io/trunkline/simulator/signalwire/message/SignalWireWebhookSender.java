package io.trunkline.simulator.signalwire.message;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.signalwire.SignalWireAccountRegistry;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.twilioapi.message.WebhookSender;
import io.trunkline.simulator.web.WebhookClient;
import io.trunkline.simulator.web.WebhookClient.Timeouts;

/**
 * SignalWire's webhooks, signed with the signing key; the signature comes under Twilio's name as well.
 * https://signalwire.com/docs/compatibility-api/guides/webhook-security
 */
@Singleton
class SignalWireWebhookSender extends WebhookSender {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    SignalWireWebhookSender(WebhookClient client, SignalWireAccountRegistry projects) {
        super(client, projects);
    }

    static Timeouts timeouts(SignalWireConfig config) {
        return new Timeouts(CONNECT, config.webhookTimeout(), CONNECT.plus(config.webhookTimeout()));
    }

    @Override
    protected Map<String, String> headers(String signature) {
        return Map.of("X-SignalWire-Signature", signature, "X-Twilio-Signature", signature);
    }
}
