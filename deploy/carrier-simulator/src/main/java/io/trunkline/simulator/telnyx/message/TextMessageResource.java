package io.trunkline.simulator.telnyx.message;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.message.TextMessageValidator.TextRequest;

/** Sent and received texts. */
@Path("/telnyx/v2/messages")
@Blocking
public class TextMessageResource {

    private final TelnyxApi api;
    private final TextMessageValidator newMessages;
    private final TextMessageService messages;

    TextMessageResource(TelnyxApi api, TextMessageValidator newMessages, TextMessageService messages) {
        this.api = api;
        this.newMessages = newMessages;
        this.messages = messages;
    }

    @POST
    public Uni<Response> send(TextRequest request) {
        return api.execute(Operation.MESSAGE, request == null ? null : request.from(), () -> {
            TextMessage message = newMessages.accept(api.account(), request);
            messages.send(message);
            return message.view();
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, null,
                () -> messages.byId(api.account(), id).map(TextMessage::view).orElseThrow(TelnyxException::notFound));
    }
}
