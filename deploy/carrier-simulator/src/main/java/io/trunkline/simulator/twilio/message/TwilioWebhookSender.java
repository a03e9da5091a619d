package io.trunkline.simulator.twilio.message;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.trunkline.simulator.twilio.TwilioAccountRegistry;
import io.trunkline.simulator.twilioapi.message.WebhookSender;
import io.trunkline.simulator.web.WebhookClient;

/** Twilio's webhooks, signed with the auth token of the account they are about. */
@Singleton
class TwilioWebhookSender extends WebhookSender {

    TwilioWebhookSender(WebhookClient client, TwilioAccountRegistry accounts) {
        super(client, accounts);
    }

    @Override
    protected Map<String, String> headers(String signature) {
        // The token is the same on every retry, so that the receiver can tell a retry from a second event.
        return Map.of("User-Agent", "TwilioProxy/1.1", "I-Twilio-Idempotency-Token", UUID.randomUUID().toString(),
                "X-Twilio-Signature", signature);
    }
}
