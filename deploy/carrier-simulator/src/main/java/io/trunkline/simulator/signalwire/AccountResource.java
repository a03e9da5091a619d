package io.trunkline.simulator.signalwire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.twilioapi.Dates;

/** The project itself: https://signalwire.com/docs/compatibility-api/rest/accounts. */
@Path("/signalwire/api/laml/2010-04-01/Accounts/{account}.json")
public class AccountResource {

    /** What SignalWire has below a project, played here or not. */
    private static final List<String> SUBRESOURCES = List.of("AvailablePhoneNumbers", "Applications", "Calls", "Conferences",
            "IncomingPhoneNumbers", "Queues", "Recordings", "Messages", "Transcriptions");
    /** Named for Twilio's sake. */
    private static final List<String> NOT_THERE = List.of("addresses", "authorized_connect_apps", "connect_apps", "keys",
            "notifications", "outgoing_caller_ids", "sandbox", "sip", "short_codes", "usage");

    private final SignalWire signalWire;
    private final Instant created = Instant.now();

    AccountResource(SignalWire signalWire) {
        this.signalWire = signalWire;
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Account(String sid, String friendlyName, String status, String authToken, String dateCreated, String dateUpdated,
            String type, String ownerAccountSid, String regionPreference, String uri, boolean subproject, String signingKey,
            Map<String, String> subresourceUris) {
    }

    @GET
    public Uni<Response> fetch(@RestPath String account) {
        return signalWire.execute(Operation.LIST, null, () -> Response.ok(view(account)).build());
    }

    private Account view(String sid) {
        Map<String, String> subresources = new TreeMap<>();
        NOT_THERE.forEach(name -> subresources.put(name, null));
        SUBRESOURCES.forEach(name -> subresources.put(snakeCase(name), signalWire.listUri(sid, "/" + name)));
        return new Account(sid, "Trunkline simulator", "active", "redacted", Dates.format(created), Dates.format(created),
                "Full", sid, "us-east", signalWire.listUri(sid, ""), false, null, subresources);
    }

    private static String snakeCase(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }
}
