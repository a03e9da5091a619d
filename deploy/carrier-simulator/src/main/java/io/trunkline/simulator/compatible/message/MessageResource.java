package io.trunkline.simulator.compatible.message;

import java.util.List;
import java.util.Set;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.compatible.Page;
import io.trunkline.simulator.compatible.Parameters;
import io.trunkline.simulator.twilio.TwilioCalls;
import io.trunkline.simulator.compatible.Refusal;

/** Texts sent and received. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Blocking
public class MessageResource {

    private static final Set<String> FILTERS = Set.of("From", "To", "DateSent", "DateSent<", "DateSent>", "PageSize", "Page",
            "PageToken");

    private final TwilioCalls calls;
    private final Messages messages;
    private final NewMessages newMessages;
    private final StatusCallbacks callbacks;

    MessageResource(TwilioCalls calls, Messages messages, NewMessages newMessages, StatusCallbacks callbacks) {
        this.calls = calls;
        this.messages = messages;
        this.newMessages = newMessages;
        this.callbacks = callbacks;
    }

    @POST
    @Path("/Messages.json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> send(@RestPath String account, MultivaluedMap<String, String> form) {
        String from = form.getFirst("From");
        return calls.play(Operation.MESSAGE, from == null ? null : Message.number(from), () -> {
            Message message = newMessages.queue(form);
            callbacks.deliver(message);
            return Response.status(201).entity(MessageView.of(message, account)).build();
        });
    }

    @GET
    @Path("/Messages/{sid: (SM|MM)[0-9a-fA-F]+}.json")
    public Uni<Response> fetch(@RestPath String account, @RestPath String sid) {
        return calls.play(Operation.LIST, null, () -> messages.bySid(sid)
                .map(message -> Response.ok(MessageView.of(message, account)).build())
                .orElseThrow(() -> Refusal.notFound(path(account) + "/" + sid + ".json")));
    }

    @GET
    @Path("/Messages.json")
    public Uni<Response> list(@RestPath String account, UriInfo uri) {
        return calls.play(Operation.LIST, null, () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), FILTERS);
            DateSent dateSent = DateSent.of(query);
            List<Message> fitting = messages.newestFirst().stream()
                    .filter(message -> !query.isFilled("From") || message.from().equals(query.text("From")))
                    .filter(message -> !query.isFilled("To") || message.to().equals(query.text("To")))
                    .filter(message -> dateSent.includes(message.sent())).toList();
            Page<Message> page = Page.of(fitting, Message::seq, query);
            return Response.ok(page.envelope("messages",
                    page.rows().stream().map(message -> MessageView.of(message, account)).toList(), path(account) + ".json",
                    query)).build();
        });
    }

    private static String path(String account) {
        return "/2010-04-01/Accounts/" + account + "/Messages";
    }
}
