package io.trunkline.simulator.signalwire.message;

import java.util.Set;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.signalwire.number.SignalWireNumberStore;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.message.MessageValidator;

/** What SignalWire takes: https://signalwire.com/docs/compatibility-api/rest/messages/create-message. */
@Singleton
class SignalWireMessageValidator extends MessageValidator {

    private static final Set<String> PARAMETERS = Set.of("From", "To", "Body", "MediaUrl", "StatusCallback",
            "ValidityPeriod", "MaxPrice", "SendAsMms", "ApplicationSid", "MessagingServiceSid");
    private static final int MAX_VALIDITY_SECONDS = 172_800;
    private static final int MAX_MEDIA = 8;

    SignalWireMessageValidator(SignalWireMessageStore messages, SignalWireNumberStore numbers, NumberInventory inventory,
            OptOutRegistry optOuts) {
        super(new Limits(PARAMETERS, MAX_VALIDITY_SECONDS, MAX_MEDIA), messages, numbers, inventory, optOuts);
    }

    @Override
    protected void check(String account, Parameters form) {
        refuse(form.isFilled("ApplicationSid"), 21218, "The ApplicationSid does not exist");
        String validity = form.isFilled("ValidityPeriod") ? form.text("ValidityPeriod") : "1";
        refuse(!validity.matches("[0-9]{1,6}") || Integer.parseInt(validity) < 1
                || Integer.parseInt(validity) > MAX_VALIDITY_SECONDS, 21624,
                "ValidityPeriod is a number from 1 to " + MAX_VALIDITY_SECONDS);
        super.check(account, form);
    }
}
