package io.trunkline.simulator.twilio.message;

import java.util.Set;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.message.NewMessages;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.text.OptOuts;
import io.trunkline.simulator.twilio.number.TwilioNumbers;

/** What Twilio accepts beyond these parameters (scheduling, content templates, messaging services) is not played. */
@Singleton
class TwilioNewMessages extends NewMessages {

    private static final Set<String> PARAMETERS = Set.of("From", "To", "Body", "MediaUrl", "StatusCallback",
            "ValidityPeriod", "SmartEncoded", "MaxPrice", "ProvideFeedback", "MessagingServiceSid");

    TwilioNewMessages(TwilioMessages messages, TwilioNumbers numbers, Stock stock, OptOuts optOuts) {
        super(new Limits(PARAMETERS, 36_000, 10), messages, numbers, stock, optOuts);
    }
}
