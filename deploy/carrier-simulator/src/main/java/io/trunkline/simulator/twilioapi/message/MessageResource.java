package io.trunkline.simulator.twilioapi.message;

import java.util.List;

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
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.Message;
import io.trunkline.simulator.twilioapi.Page;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApi;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** Sent and received texts. */
@Path(TwilioApi.ACCOUNT_PATH)
@Blocking
public class MessageResource {

    private static final String ALL = "/Messages";

    private final TwilioApi api;
    private final MessageServices services;

    MessageResource(TwilioApi api, MessageServices services) {
        this.api = api;
        this.services = services;
    }

    @POST
    @Path(ALL + ".json")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> send(@RestPath String account, MultivaluedMap<String, String> form) {
        CarrierProfile carrier = api.carrier();
        String from = form.getFirst("From");
        return api.execute(Operation.MESSAGE, from == null ? null : Message.number(from), () -> Response.status(201)
                .entity(carrier.messages().view().apply(services.of(carrier).send(account, form))).build());
    }

    @GET
    @Path(ALL + "/{sid: (SM|MM)?[0-9a-fA-F-]+}.json")
    public Uni<Response> fetch(@RestPath String account, @RestPath String sid) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.LIST, null, () -> services.of(carrier).bySid(account, sid)
                .map(message -> Response.ok(carrier.messages().view().apply(message)).build())
                .orElseThrow(() -> TwilioApiException.notFound(carrier.uri(account, ALL + "/" + sid))));
    }

    @GET
    @Path(ALL + ".json")
    public Uni<Response> list(@RestPath String account, UriInfo uri) {
        CarrierProfile carrier = api.carrier();
        return api.execute(Operation.LIST, null, () -> {
            Parameters query = new Parameters(uri.getQueryParameters(), carrier.messages().listParameters());
            carrier.paging().check().accept(query);
            DateSentFilter dateSent = DateSentFilter.of(query);
            List<Message> matching = services.of(carrier).newestFirst(account).stream()
                    .filter(message -> matches(query, "From", message.from()) && matches(query, "To", message.to())
                            && matches(query, "Status", message.status()))
                    .filter(message -> dateSent.includes(message.sent())).toList();
            Page<Message> page = Page.of(matching, Message::seq, query);
            return Response.ok(page.envelope(carrier, "messages",
                    page.rows().stream().map(carrier.messages().view()).toList(), carrier.listUri(account, ALL),
                    query)).build();
        });
    }

    private static boolean matches(Parameters query, String name, String actual) {
        return !query.isFilled(name) || query.text(name).equals(actual);
    }
}
