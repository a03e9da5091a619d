package io.trunkline.simulator.signalwire.message;

import java.util.Set;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.Parameters;
import io.trunkline.simulator.compatible.message.NewMessages;
import io.trunkline.simulator.signalwire.number.SignalWireNumbers;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.text.OptOuts;

/** What SignalWire takes: https://signalwire.com/docs/compatibility-api/rest/messages/create-message. */
@Singleton
class SignalWireNewMessages extends NewMessages {

    private static final Set<String> PARAMETERS = Set.of("From", "To", "Body", "MediaUrl", "StatusCallback",
            "ValidityPeriod", "MaxPrice", "SendAsMms", "ApplicationSid", "MessagingServiceSid");
    private static final int LONGEST_VALIDITY_SECONDS = 172_800;
    private static final int MOST_MEDIA = 8;

    SignalWireNewMessages(SignalWireMessages messages, SignalWireNumbers numbers, Stock stock, OptOuts optOuts) {
        super(new Limits(PARAMETERS, LONGEST_VALIDITY_SECONDS, MOST_MEDIA), messages, numbers, stock, optOuts);
    }

    @Override
    protected void check(String account, Parameters form) {
        refuse(form.isFilled("ApplicationSid"), 21218, "The ApplicationSid does not exist");
        String validity = form.isFilled("ValidityPeriod") ? form.text("ValidityPeriod") : "1";
        refuse(!validity.matches("[0-9]{1,6}") || Integer.parseInt(validity) < 1
                || Integer.parseInt(validity) > LONGEST_VALIDITY_SECONDS, 21624,
                "ValidityPeriod is a number from 1 to " + LONGEST_VALIDITY_SECONDS);
        super.check(account, form);
    }
}
