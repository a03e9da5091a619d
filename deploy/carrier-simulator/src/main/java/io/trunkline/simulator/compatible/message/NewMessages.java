package io.trunkline.simulator.compatible.message;

import java.util.List;
import java.util.Set;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MultivaluedMap;

import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.text.OptOuts;
import io.trunkline.simulator.compatible.Parameters;
import io.trunkline.simulator.compatible.Refusal;
import io.trunkline.simulator.compatible.number.IncomingNumbers;
import io.trunkline.simulator.web.Urls;

/** Decides whether a text may be sent: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource. */
@Singleton
class NewMessages {

    /** What Twilio accepts beyond this (scheduling, content templates, messaging services) is not played. */
    private static final Set<String> PARAMETERS = Set.of("From", "To", "Body", "MediaUrl", "StatusCallback",
            "ValidityPeriod", "SmartEncoded", "MaxPrice", "ProvideFeedback", "MessagingServiceSid");
    private static final int LONGEST_BODY = 1600;
    private static final int LONGEST_VALIDITY_SECONDS = 36_000;
    private static final int MOST_MEDIA = 10;

    private final Messages messages;
    private final IncomingNumbers numbers;
    private final Stock stock;
    private final OptOuts optOuts;

    NewMessages(Messages messages, IncomingNumbers numbers, Stock stock, OptOuts optOuts) {
        this.messages = messages;
        this.numbers = numbers;
        this.stock = stock;
        this.optOuts = optOuts;
    }

    Message queue(MultivaluedMap<String, String> values) {
        Parameters form = new Parameters(values, PARAMETERS);
        checkTo(form);
        checkFrom(form);
        checkContent(form);
        String from = form.text("From");
        String to = form.text("To");
        refuse(optOuts.isStopped(Message.number(to), Message.number(from)), 21610,
                "Attempt to send to unsubscribed recipient");
        return messages.queue(from, to, form.has("Body") ? form.text("Body") : "", List.copyOf(form.all("MediaUrl")),
                form.isFilled("StatusCallback") ? form.text("StatusCallback") : null);
    }

    private void checkTo(Parameters form) {
        refuse(!form.isFilled("To"), 21604, "A 'To' phone number is required.");
        String to = Message.number(form.text("To"));
        refuse(!stock.isValid(to), 21211, "Invalid 'To' Phone Number: " + form.text("To"));
        refuse(!stock.canReceiveTexts(to), 21614, "'To' number is not a valid mobile number");
    }

    private void checkFrom(Parameters form) {
        refuse(form.isFilled("MessagingServiceSid"), 21701, "The messaging service does not exist");
        refuse(!form.isFilled("From"), 21603, "A 'From' phone number is required.");
        boolean ours = numbers.byNumber(Message.number(form.text("From")))
                .map(number -> number.number().carriesTexts()).orElse(false);
        refuse(!ours, 21606, "The 'From' phone number provided is not a valid message-capable Twilio phone number");
    }

    private static void checkContent(Parameters form) {
        form.number("ValidityPeriod", 1, LONGEST_VALIDITY_SECONDS, LONGEST_VALIDITY_SECONDS);
        List<String> media = form.all("MediaUrl");
        refuse(!form.isFilled("Body") && media.isEmpty(), 21619, "A text message body or media urls must be specified.");
        String body = form.has("Body") ? form.text("Body") : "";
        refuse(body.codePointCount(0, body.length()) > LONGEST_BODY, 21617,
                "The concatenated message body exceeds the 1600 character limit");
        refuse(media.size() > MOST_MEDIA, 21623, "Number of media files exceeds allowed limit");
        refuse(!media.stream().allMatch(Urls::isUrl), 21620, "Invalid media URL(s)");
        refuse(form.isFilled("StatusCallback") && !Urls.isUrl(form.text("StatusCallback")), 21609,
                "The 'StatusCallback' URL is not a valid URL");
    }

    private static void refuse(boolean wrong, int code, String message) {
        if (wrong) {
            throw Refusal.badRequest(code, message);
        }
    }
}
