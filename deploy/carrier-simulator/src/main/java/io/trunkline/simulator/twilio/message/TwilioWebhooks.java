package io.trunkline.simulator.twilio.message;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.message.Webhooks;
import io.trunkline.simulator.twilio.TwilioAccounts;
import io.trunkline.simulator.web.WebhookCaller;

/** Twilio's webhooks, signed with the auth token of the account they are about. */
@Singleton
class TwilioWebhooks extends Webhooks {

    TwilioWebhooks(WebhookCaller caller, TwilioAccounts accounts) {
        super(caller, accounts);
    }

    @Override
    protected Map<String, String> headers(String signature) {
        // The token is the same on every retry, so that the receiver can tell a retry from a second event.
        return Map.of("User-Agent", "TwilioProxy/1.1", "I-Twilio-Idempotency-Token", UUID.randomUUID().toString(),
                "X-Twilio-Signature", signature);
    }
}
