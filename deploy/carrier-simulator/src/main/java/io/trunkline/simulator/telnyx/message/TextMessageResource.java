package io.trunkline.simulator.telnyx.message;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.TelnyxCalls;
import io.trunkline.simulator.telnyx.TelnyxError;
import io.trunkline.simulator.telnyx.message.NewTextMessages.TextRequest;

/** Texts sent and received. */
@Path("/telnyx/v2/messages")
@Blocking
public class TextMessageResource {

    private final TelnyxCalls calls;
    private final NewTextMessages newMessages;
    private final TextMessages messages;

    TextMessageResource(TelnyxCalls calls, NewTextMessages newMessages, TextMessages messages) {
        this.calls = calls;
        this.newMessages = newMessages;
        this.messages = messages;
    }

    @POST
    public Uni<Response> send(TextRequest asked) {
        return calls.play(Operation.MESSAGE, asked == null ? null : asked.from(), () -> {
            TextMessage message = newMessages.accept(calls.account(), asked);
            messages.send(message);
            return message.view();
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return calls.play(Operation.LIST, null,
                () -> messages.byId(calls.account(), id).map(TextMessage::view).orElseThrow(TelnyxError::notFound));
    }
}
