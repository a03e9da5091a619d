package io.trunkline.simulator.telnyx.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;

/** TeXML applications, which hold the URLs for calls. Calls are not simulated, but numbers can refer to an application. */
@Path("/telnyx/v2/texml_applications")
@Blocking
public class TexmlApplicationResource {

    private static final Map<String, JsonBody.Kind> MEMBERS = Map.of("friendly_name", JsonBody.Kind.TEXT,
            "voice_url", JsonBody.Kind.URL, "voice_fallback_url", JsonBody.Kind.URL, "voice_method", JsonBody.Kind.TEXT,
            "status_callback", JsonBody.Kind.URL, "status_callback_method", JsonBody.Kind.TEXT,
            "active", JsonBody.Kind.FLAG, "inbound", JsonBody.Kind.OBJECT, "outbound", JsonBody.Kind.OBJECT);
    private static final Set<String> METHODS = Set.of("get", "post");
    private static final String NAME_PART = "filter[friendly_name]";
    private static final int MIN_PART_LENGTH = 3;

    private final TelnyxApi api;
    private final ConnectionStore connections;

    TexmlApplicationResource(TelnyxApi api, ConnectionStore connections) {
        this.api = api;
        this.connections = connections;
    }

    @POST
    public Uni<Response> create(Map<String, Object> body) {
        return api.respond(Operation.CONFIGURE, null, () -> {
            Map<String, Object> members = JsonBody.read(body, MEMBERS);
            JsonBody.require(members, "friendly_name");
            JsonBody.require(members, "voice_url");
            JsonBody.choose(members, "voice_method", METHODS);
            JsonBody.choose(members, "status_callback_method", METHODS);
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("active", true);
            attributes.put("voice_fallback_url", "");
            attributes.put("voice_method", "post");
            attributes.put("status_callback", "");
            attributes.put("status_callback_method", "post");
            attributes.putAll(members);
            return Response.status(201)
                    .entity(new Data(connections.create(api.account(), Kind.TEXML_APPLICATION, attributes).view()))
                    .build();
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, null,
                () -> connections.find(api.account(), Kind.TEXML_APPLICATION, id).map(Connection::view)
                        .orElseThrow(TelnyxException::notFound));
    }

    /** The filter matches a part of the name, of at least three characters, case-insensitive. */
    @GET
    public Uni<Response> list(UriInfo uri) {
        return api.respond(Operation.LIST, null, () -> {
            QueryParameters query = new QueryParameters(uri.getQueryParameters(), Set.of(NAME_PART, "sort"));
            String part = query.text(NAME_PART);
            if (part != null && part.length() < MIN_PART_LENGTH) {
                throw TelnyxException.of(Reason.BAD_REQUEST, NAME_PART + " has at least three characters");
            }
            List<Connection> matching = connections.newestFirst(api.account(), Kind.TEXML_APPLICATION).stream()
                    .filter(application -> part == null
                            || application.name().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)))
                    .toList();
            return query.page(matching, Connection::view);
        });
    }
}
