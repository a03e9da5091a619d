package io.trunkline.simulator.twilioapi.message;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;
import io.trunkline.simulator.web.Urls;

/**
 * Decides whether a text may be sent:
 * https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
public abstract class MessageValidator {

    private static final int MAX_BODY_LENGTH = 1600;

    private final Limits limits;
    private final MessageStore messages;
    private final IncomingNumberStore numbers;
    private final NumberInventory inventory;
    private final OptOutRegistry optOuts;

    /**
     * What the carrier takes.
     *
     * @param parameters all that a message may have
     * @param validitySeconds the longest it may wait to be sent
     * @param media how many it may bring
     */
    public record Limits(Set<String> parameters, int validitySeconds, int media) {
    }

    protected MessageValidator(Limits limits, MessageStore messages, IncomingNumberStore numbers, NumberInventory inventory,
            OptOutRegistry optOuts) {
        this.limits = limits;
        this.messages = messages;
        this.numbers = numbers;
        this.inventory = inventory;
        this.optOuts = optOuts;
    }

    /** Refuses a message that the carrier would not take. */
    protected void check(String account, Parameters form) {
        checkTo(form);
        checkFrom(account, form);
        checkContent(form);
    }

    final Message queue(String account, MultivaluedMap<String, String> values) {
        Parameters form = new Parameters(values, limits.parameters());
        check(account, form);
        String from = form.text("From");
        String to = form.text("To");
        refuse(optOuts.isOptedOut(Message.number(to), Message.number(from)), 21610,
                "Attempt to send to unsubscribed recipient");
        List<String> media = List.copyOf(form.all("MediaUrl"));
        boolean mms = !media.isEmpty() || Boolean.TRUE.equals(form.flag("SendAsMms"));
        return messages.queue(account, from, to, form.has("Body") ? form.text("Body") : "", media, mms,
                form.isFilled("StatusCallback") ? form.text("StatusCallback") : null);
    }

    private void checkTo(Parameters form) {
        refuse(!form.isFilled("To"), 21604, "A 'To' phone number is required.");
        String to = Message.number(form.text("To"));
        refuse(!inventory.isValid(to), 21211, "Invalid 'To' Phone Number: " + form.text("To"));
        refuse(!inventory.canReceiveTexts(to), 21614, "'To' number is not a valid mobile number");
    }

    private void checkFrom(String account, Parameters form) {
        refuse(form.isFilled("MessagingServiceSid"), 21701, "The messaging service does not exist");
        refuse(!form.isFilled("From"), 21603, "A 'From' phone number is required.");
        boolean ours = numbers.byNumber(Message.number(form.text("From")))
                .filter(number -> number.account().equals(account)).map(number -> number.number().supportsSms()).orElse(false);
        refuse(!ours, 21606, "The 'From' phone number provided is not a valid message-capable phone number of the account");
    }

    private void checkContent(Parameters form) {
        form.number("ValidityPeriod", 1, limits.validitySeconds(), limits.validitySeconds());
        List<String> media = form.all("MediaUrl");
        refuse(!form.isFilled("Body") && media.isEmpty(), 21619, "A text message body or media urls must be specified.");
        String body = form.has("Body") ? form.text("Body") : "";
        refuse(body.codePointCount(0, body.length()) > MAX_BODY_LENGTH, 21617,
                "The concatenated message body exceeds the 1600 character limit");
        refuse(media.size() > limits.media(), 21623, "Number of media files exceeds allowed limit");
        refuse(!media.stream().allMatch(Urls::isUrl), 21620, "Invalid media URL(s)");
        refuse(form.isFilled("StatusCallback") && !Urls.isUrl(form.text("StatusCallback")), 21609,
                "The 'StatusCallback' URL is not a valid URL");
    }

    protected static void refuse(boolean wrong, int code, String message) {
        if (wrong) {
            throw TwilioApiException.badRequest(code, message);
        }
    }
}
