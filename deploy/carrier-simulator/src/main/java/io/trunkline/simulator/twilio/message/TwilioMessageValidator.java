package io.trunkline.simulator.twilio.message;

import java.util.Set;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilio.number.TwilioNumberStore;
import io.trunkline.simulator.twilioapi.message.MessageValidator;

/** What Twilio accepts beyond these parameters (scheduling, content templates, messaging services) is not played. */
@Singleton
class TwilioMessageValidator extends MessageValidator {

    private static final Set<String> PARAMETERS = Set.of("From", "To", "Body", "MediaUrl", "StatusCallback",
            "ValidityPeriod", "SmartEncoded", "MaxPrice", "ProvideFeedback", "MessagingServiceSid");

    TwilioMessageValidator(TwilioMessageStore messages, TwilioNumberStore numbers, NumberInventory inventory,
            OptOutRegistry optOuts) {
        super(new Limits(PARAMETERS, 36_000, 10), messages, numbers, inventory, optOuts);
    }
}
