package io.trunkline.webhook.twilio;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.trunkline.webhook.rawwebhook.UnreadableWebhookException;

/**
 * The text of an inbound message. WhatsApp sends list replies, buttons, locations and contact cards in separate
 * parameters. They become lines of the text. A message whose content is in none of the known parameters is not stored as
 * an empty one.
 */
final class TwilioMessageBody {

    private static final String PLAIN = "text";

    private TwilioMessageBody() {
    }

    /**
     * May be empty; without the character U+0000, which PostgreSQL cannot store.
     *
     * @param hasMedia a picture or voice note needs no text
     * @throws UnreadableWebhookException when the content is missing or of an unknown type
     */
    static String of(FormParameters form, boolean hasMedia) {
        String body = text(form, "Body");
        Set<String> lines = Stream.of(body, text(form, "ListTitle"), text(form, "ButtonText"), location(form),
                text(form, "Contacts")).filter(line -> !line.isBlank()).collect(Collectors.toCollection(LinkedHashSet::new));
        if (!lines.isEmpty()) {
            return lines.size() == 1 && !body.isBlank() ? body : String.join("\n", lines);
        }
        if (!hasMedia && !form.has("Body")) {
            throw new UnreadableWebhookException("Body is missing");
        }
        String type = text(form, "MessageType");
        if (!hasMedia && !type.isEmpty() && !type.equals(PLAIN)) {
            throw new UnreadableWebhookException("A message of the type " + type + " without text or media");
        }
        return body;
    }

    private static String location(FormParameters form) {
        String latitude = text(form, "Latitude");
        String longitude = text(form, "Longitude");
        String position = latitude.isBlank() || longitude.isBlank() ? "" : latitude + ", " + longitude;
        return Stream.of(text(form, "Label"), text(form, "Address"), position).filter(part -> !part.isBlank()).distinct()
                .collect(Collectors.joining("\n"));
    }

    /** Empty when it is missing. */
    private static String text(FormParameters form, String name) {
        if (!form.has(name)) {
            return "";
        }
        String value = form.value(name);
        if (value == null) {
            throw new UnreadableWebhookException(name + " is repeated");
        }
        return value.replace("\0", "");
    }
}
