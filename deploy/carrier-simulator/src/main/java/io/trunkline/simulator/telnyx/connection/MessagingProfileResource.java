package io.trunkline.simulator.telnyx.connection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;

/** Messaging profiles, which hold the webhook URLs for texts. */
@Path("/telnyx/v2/messaging_profiles")
@Blocking
public class MessagingProfileResource {

    private static final Map<String, JsonBody.Kind> MEMBERS = Map.ofEntries(Map.entry("name", JsonBody.Kind.TEXT),
            Map.entry("enabled", JsonBody.Kind.FLAG), Map.entry("webhook_url", JsonBody.Kind.URL),
            Map.entry("webhook_failover_url", JsonBody.Kind.URL), Map.entry("webhook_api_version", JsonBody.Kind.TEXT),
            Map.entry("whitelisted_destinations", JsonBody.Kind.TEXTS), Map.entry("daily_spend_limit", JsonBody.Kind.TEXT),
            Map.entry("daily_spend_limit_enabled", JsonBody.Kind.FLAG), Map.entry("mms_transcoding", JsonBody.Kind.FLAG),
            Map.entry("mms_fall_back_to_sms", JsonBody.Kind.FLAG), Map.entry("mobile_only", JsonBody.Kind.FLAG),
            Map.entry("smart_encoding", JsonBody.Kind.FLAG));
    private static final Set<String> FILTERS = Set.of("filter[name]", "filter[name][eq]", "filter[name][contains]");

    private final TelnyxApi api;
    private final ConnectionStore connections;

    MessagingProfileResource(TelnyxApi api, ConnectionStore connections) {
        this.api = api;
        this.connections = connections;
    }

    @POST
    public Uni<Response> create(Map<String, Object> body) {
        return api.execute(Operation.CONFIGURE, null, () -> {
            Map<String, Object> members = checked(body);
            JsonBody.require(members, "name");
            JsonBody.require(members, "whitelisted_destinations");
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("enabled", true);
            attributes.put("webhook_url", "");
            attributes.put("webhook_failover_url", "");
            attributes.put("webhook_api_version", "2");
            attributes.putAll(members);
            return connections.create(api.account(), Kind.MESSAGING_PROFILE, attributes).view();
        });
    }

    @PATCH
    @Path("/{id}")
    public Uni<Response> update(@RestPath String id, Map<String, Object> body) {
        return api.execute(Operation.CONFIGURE, null,
                () -> connections.update(api.account(), Kind.MESSAGING_PROFILE, id, checked(body)).view());
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, null,
                () -> connections.find(api.account(), Kind.MESSAGING_PROFILE, id).map(Connection::view)
                        .orElseThrow(TelnyxException::notFound));
    }

    @GET
    public Uni<Response> list(UriInfo uri) {
        return api.respond(Operation.LIST, null, () -> {
            QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTERS);
            String part = query.text("filter[name][contains]");
            List<Connection> matching = connections.newestFirst(api.account(), Kind.MESSAGING_PROFILE).stream()
                    .filter(profile -> query.matches("filter[name]", profile.name()))
                    .filter(profile -> query.matches("filter[name][eq]", profile.name()))
                    .filter(profile -> part == null || profile.name().contains(part)).toList();
            return query.page(matching, Connection::view);
        });
    }

    /** Webhook versions 1 and {@code 2010-04-01} are not simulated. */
    private static Map<String, Object> checked(Map<String, Object> body) {
        Map<String, Object> members = JsonBody.read(body, MEMBERS);
        JsonBody.choose(members, "webhook_api_version", Set.of("2"));
        if (members.get("whitelisted_destinations") instanceof List<?> countries
                && !countries.stream().allMatch(country -> String.valueOf(country).matches("[A-Z]{2}|\\*"))) {
            throw TelnyxException.forField("/whitelisted_destinations", Reason.NOT_IN_LIST,
                    "Countries have two capital letters.");
        }
        return members;
    }
}
