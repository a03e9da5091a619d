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
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.message.TextMessageValidator.TextRequest;

/**
 * Sends WhatsApp messages. Only texts are accepted, from any number with a messaging profile, at any time. No events are sent,
 * because Telnyx's document does not describe them.
 */
@Path("/telnyx/v2/messages/whatsapp")
@Blocking
public class WhatsappMessageResource {

    private static final String TEXT = "text";

    private final TelnyxApi api;
    private final TextMessageValidator newMessages;
    private final TextMessageService messages;

    WhatsappMessageResource(TelnyxApi api, TextMessageValidator newMessages, TextMessageService messages) {
        this.api = api;
        this.newMessages = newMessages;
        this.messages = messages;
    }

    /** A request to send a message. */
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
    public Uni<Response> send(WhatsappRequest request) {
        return api.execute(Operation.MESSAGE, request == null ? null : request.from(), () -> {
            check(request);
            TextMessage message = newMessages.accept(api.account(), request.asText());
            messages.appendToLedger(message);
            return message.whatsappView(Map.of("type", TEXT, TEXT, Map.of("body", message.text())));
        });
    }

    private static void check(WhatsappRequest request) {
        if (request == null || request.whatsappMessage() == null) {
            throw TelnyxException.forField("/whatsapp_message", Reason.MISSING_PARAMETER,
                    "The 'whatsapp_message' parameter is required.");
        }
        if (!TEXT.equals(request.whatsappMessage().type()) || request.whatsappMessage().text() == null) {
            throw TelnyxException.forField("/whatsapp_message/type", Reason.NOT_IN_LIST, "Only texts are accepted.");
        }
        if (request.type() != null && !request.type().equals("WHATSAPP")) {
            throw TelnyxException.forField("/type", Reason.NOT_IN_LIST, "The 'type' parameter is WHATSAPP.");
        }
    }
}
