package io.trunkline.simulator.twilioapi.message;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.Message;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;
import io.trunkline.simulator.web.Urls;

/** Validates new texts: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
final class MessageValidator {

    private static final int MAX_BODY_LENGTH = 1600;

    private final CarrierProfile carrier;
    private final IncomingNumberStore numbers;
    private final NumberInventory inventory;
    private final OptOutRegistry optOuts;

    MessageValidator(CarrierProfile carrier, IncomingNumberStore numbers, NumberInventory inventory, OptOutRegistry optOuts) {
        this.carrier = carrier;
        this.numbers = numbers;
        this.inventory = inventory;
        this.optOuts = optOuts;
    }

    /** Returns the validated parameters. */
    Parameters validate(String account, MultivaluedMap<String, String> values) {
        Parameters form = new Parameters(values, carrier.messages().parameters());
        carrier.messages().check().accept(form);
        checkTo(form);
        checkFrom(account, form);
        checkContent(form);
        reject(optOuts.isOptedOut(Message.number(form.text("To")), Message.number(form.text("From"))), 21610,
                "Attempt to send to unsubscribed recipient");
        return form;
    }

    private void checkTo(Parameters form) {
        reject(!form.isFilled("To"), 21604, "A 'To' phone number is required.");
        String to = Message.number(form.text("To"));
        reject(!inventory.isValid(to), 21211, "Invalid 'To' Phone Number: " + form.text("To"));
        reject(!inventory.canReceiveTexts(to), 21614, "'To' number is not a valid mobile number");
    }

    private void checkFrom(String account, Parameters form) {
        reject(form.isFilled("MessagingServiceSid"), 21701, "The messaging service does not exist");
        reject(!form.isFilled("From"), 21603, "A 'From' phone number is required.");
        boolean owned = numbers.byNumber(Message.number(form.text("From")))
                .filter(number -> number.account().equals(account)).map(number -> number.number().supportsSms()).orElse(false);
        reject(!owned, 21606, "The 'From' phone number provided is not a valid message-capable phone number of the account");
    }

    private void checkContent(Parameters form) {
        form.number("ValidityPeriod", 1, carrier.messages().maxValiditySeconds(), carrier.messages().maxValiditySeconds());
        List<String> media = form.all("MediaUrl");
        reject(!form.isFilled("Body") && media.isEmpty(), 21619, "A text message body or media urls must be specified.");
        String body = form.has("Body") ? form.text("Body") : "";
        reject(body.codePointCount(0, body.length()) > MAX_BODY_LENGTH, 21617,
                "The concatenated message body exceeds the 1600 character limit");
        reject(media.size() > carrier.messages().maxMedia(), 21623, "Number of media files exceeds allowed limit");
        reject(!media.stream().allMatch(Urls::isUrl), 21620, "Invalid media URL(s)");
        reject(form.isFilled("StatusCallback") && !Urls.isUrl(form.text("StatusCallback")), 21609,
                "The 'StatusCallback' URL is not a valid URL");
    }

    private static void reject(boolean invalid, int code, String message) {
        if (invalid) {
            throw TwilioApiException.badRequest(code, message);
        }
    }
}
