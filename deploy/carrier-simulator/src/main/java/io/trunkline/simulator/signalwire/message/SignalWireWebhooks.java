package io.trunkline.simulator.signalwire.message;

import java.time.Duration;
import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.message.Webhooks;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.signalwire.SignalWireProjects;
import io.trunkline.simulator.web.WebhookCaller;
import io.trunkline.simulator.web.WebhookCaller.Limits;

/**
 * SignalWire's webhooks, signed with the signing key; the signature comes under Twilio's name as well.
 * https://signalwire.com/docs/compatibility-api/guides/webhook-security
 */
@Singleton
class SignalWireWebhooks extends Webhooks {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    SignalWireWebhooks(WebhookCaller caller, SignalWireProjects projects) {
        super(caller, projects);
    }

    static Limits limits(SignalWireConfig config) {
        return new Limits(CONNECT, config.webhookTimeout(), CONNECT.plus(config.webhookTimeout()));
    }

    @Override
    protected Map<String, String> headers(String signature) {
        return Map.of("X-SignalWire-Signature", signature, "X-Twilio-Signature", signature);
    }
}
