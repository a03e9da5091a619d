package io.trunkline.simulator.telnyx.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.QueryParameters;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxApi.Data;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;

/** Call control applications: where the webhooks about calls would go. Calls are not played; numbers may refer to one. */
@Path("/telnyx/v2/call_control_applications")
@Blocking
public class CallControlApplicationResource {

    private static final Map<String, JsonBody.Kind> MEMBERS = Map.of("application_name", JsonBody.Kind.TEXT,
            "webhook_event_url", JsonBody.Kind.URL, "webhook_event_failover_url", JsonBody.Kind.URL,
            "webhook_api_version", JsonBody.Kind.TEXT, "webhook_timeout_secs", JsonBody.Kind.NUMBER,
            "active", JsonBody.Kind.FLAG, "inbound", JsonBody.Kind.OBJECT, "outbound", JsonBody.Kind.OBJECT);
    private static final Set<String> FILTERS = Set.of("filter[application_name][contains]", "sort");

    private final TelnyxApi api;
    private final ConnectionStore connections;

    CallControlApplicationResource(TelnyxApi api, ConnectionStore connections) {
        this.api = api;
        this.connections = connections;
    }

    @POST
    public Uni<Response> create(Map<String, Object> body) {
        return api.respond(Operation.CONFIGURE, null, () -> {
            Map<String, Object> members = JsonBody.read(body, MEMBERS);
            JsonBody.require(members, "application_name");
            JsonBody.require(members, "webhook_event_url");
            JsonBody.choose(members, "webhook_api_version", Set.of("1", "2"));
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("active", true);
            attributes.put("webhook_event_failover_url", "");
            // Telnyx's default is the old form, which surprises many.
            attributes.put("webhook_api_version", "1");
            attributes.putAll(members);
            return Response.status(201)
                    .entity(new Data(connections.create(api.account(), Kind.CALL_CONTROL_APPLICATION, attributes).view()))
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, null, () -> connections.find(api.account(), Kind.CALL_CONTROL_APPLICATION, id)
                .map(Connection::view).orElseThrow(TelnyxException::notFound));
    }

    @GET
    public Uni<Response> list(UriInfo uri) {
        return api.respond(Operation.LIST, null, () -> {
            QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTERS);
            String part = query.text("filter[application_name][contains]");
            List<Connection> matching = connections.newestFirst(api.account(), Kind.CALL_CONTROL_APPLICATION).stream()
                    .filter(application -> part == null || application.name().contains(part)).toList();
            return query.page(matching, Connection::view);
        });
    }
}
