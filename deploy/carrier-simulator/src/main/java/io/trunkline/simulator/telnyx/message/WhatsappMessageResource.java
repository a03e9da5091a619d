package io.trunkline.simulator.telnyx.message;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.TelnyxCalls;
import io.trunkline.simulator.telnyx.TelnyxError;
import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.telnyx.message.NewTextMessages.TextRequest;

/**
 * WhatsApp messages sent. Only texts are taken; any number with a messaging profile may send them, at any time; what becomes of
 * them is not told, for the document says nothing of those events.
 */
@Path("/telnyx/v2/messages/whatsapp")
@Blocking
public class WhatsappMessageResource {

    private static final String TEXT = "text";

    private final TelnyxCalls calls;
    private final NewTextMessages newMessages;
    private final TextMessages messages;

    WhatsappMessageResource(TelnyxCalls calls, NewTextMessages newMessages, TextMessages messages) {
        this.calls = calls;
        this.newMessages = newMessages;
        this.messages = messages;
    }

    /** A message as it is asked for. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WhatsappRequest(String from, String to, String type, Content whatsappMessage, String webhookUrl) {

        private TextRequest asText() {
            return new TextRequest(from, to, whatsappMessage.text().body(), List.of(), null, null, null, webhookUrl, null, null,
                    null, null);
        }
    }

    public record Content(String type, Text text) {
    }

    public record Text(String body) {
    }

    @POST
    public Uni<Response> send(WhatsappRequest asked) {
        return calls.play(Operation.MESSAGE, asked == null ? null : asked.from(), () -> {
            check(asked);
            TextMessage message = newMessages.accept(calls.account(), asked.asText());
            messages.note(message);
            return message.whatsappView(Map.of("type", TEXT, TEXT, Map.of("body", message.text())));
        });
    }

    private static void check(WhatsappRequest asked) {
        if (asked == null || asked.whatsappMessage() == null) {
            throw TelnyxError.at("/whatsapp_message", Reason.MISSING_PARAMETER,
                    "The 'whatsapp_message' parameter is required.");
        }
        if (!TEXT.equals(asked.whatsappMessage().type()) || asked.whatsappMessage().text() == null) {
            throw TelnyxError.at("/whatsapp_message/type", Reason.NOT_IN_LIST, "Only texts are taken here.");
        }
        if (asked.type() != null && !asked.type().equals("WHATSAPP")) {
            throw TelnyxError.at("/type", Reason.NOT_IN_LIST, "The 'type' parameter is WHATSAPP.");
        }
    }
}
