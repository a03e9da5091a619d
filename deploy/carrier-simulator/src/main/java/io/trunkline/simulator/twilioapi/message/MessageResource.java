package io.trunkline.simulator.twilioapi.message;

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
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiCarrier;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** Texts sent and received. Each carrier puts it below its own path. */
@Blocking
public abstract class MessageResource {

    private static final String ALL = "/Messages";

    private final TwilioApiCarrier carrier;
    private final MessageStore messages;
    private final MessageValidator newMessages;
    private final StatusCallbackSender callbacks;

    protected MessageResource(TwilioApiCarrier carrier, MessageStore messages, MessageValidator newMessages,
            StatusCallbackSender callbacks) {
        this.carrier = carrier;
        this.messages = messages;
        this.newMessages = newMessages;
        this.callbacks = callbacks;
    }

    /** A message as the carrier's JSON shows it. */
    protected abstract Object view(Message message, String account);

    /** The parameters of a list. */
    protected abstract Set<String> filters();

    @POST
    @Path(ALL + ".json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> send(@RestPath String account, MultivaluedMap<String, String> form) {
        String from = form.getFirst("From");
        return carrier.execute(Operation.MESSAGE, from == null ? null : Message.number(from), () -> {
            Message message = newMessages.queue(account, form);
            callbacks.deliver(message);
            return Response.status(201).entity(view(message, account)).build();
        });
    }

    @GET
    @Path(ALL + "/{sid: (SM|MM)?[0-9a-fA-F-]+}.json")
    public Uni<Response> fetch(@RestPath String account, @RestPath String sid) {
        return carrier.execute(Operation.LIST, null, () -> messages.bySid(account, sid)
                .map(message -> Response.ok(view(message, account)).build())
                .orElseThrow(() -> TwilioApiException.notFound(carrier.uri(account, ALL + "/" + sid))));
    }

    @GET
    @Path(ALL + ".json")
    public Uni<Response> list(@RestPath String account, UriInfo uri) {
        return carrier.execute(Operation.LIST, null, () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), filters());
            carrier.checkPage(query);
            DateSentFilter dateSent = DateSentFilter.of(query);
            List<Message> matching = messages.newestFirst(account).stream()
                    .filter(message -> matches(query, "From", message.from()) && matches(query, "To", message.to())
                            && matches(query, "Status", message.status()))
                    .filter(message -> dateSent.includes(message.sent())).toList();
            Page<Message> page = Page.of(matching, Message::seq, query);
            return Response.ok(carrier.envelope(page, "messages",
                    page.rows().stream().map(message -> view(message, account)).toList(), carrier.listUri(account, ALL),
                    query)).build();
        });
    }

    private static boolean matches(Parameters query, String name, String actual) {
        return !query.isFilled(name) || query.text(name).equals(actual);
    }
}
