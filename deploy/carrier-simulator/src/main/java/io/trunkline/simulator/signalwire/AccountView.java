package io.trunkline.simulator.signalwire;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.twilioapi.Dates;

/** A project in SignalWire's JSON: https://signalwire.com/docs/compatibility-api/rest/accounts. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccountView(String sid, String friendlyName, String status, String authToken, String dateCreated, String dateUpdated,
        String type, String ownerAccountSid, String regionPreference, String uri, boolean subproject, String signingKey,
        Map<String, String> subresourceUris) {

    private static final String CREATED = Dates.format(Instant.now());
    /** The resources of a project, simulated or not. */
    private static final List<String> SUBRESOURCES = List.of("AvailablePhoneNumbers", "Applications", "Calls", "Conferences",
            "IncomingPhoneNumbers", "Queues", "Recordings", "Messages", "Transcriptions");
    /** Resources of Twilio that SignalWire lists without a URI. */
    private static final List<String> UNSUPPORTED = List.of("addresses", "authorized_connect_apps", "connect_apps", "keys",
            "notifications", "outgoing_caller_ids", "sandbox", "sip", "short_codes", "usage");

    static AccountView of(String sid) {
        String uri = SignalWire.API_PATH + "/Accounts/" + sid;
        Map<String, String> subresources = new TreeMap<>();
        UNSUPPORTED.forEach(name -> subresources.put(name, null));
        SUBRESOURCES.forEach(name -> subresources.put(snakeCase(name), uri + "/" + name));
        return new AccountView(sid, "Trunkline simulator", "active", "redacted", CREATED, CREATED, "Full", sid, "us-east", uri,
                false, null, subresources);
    }

    private static String snakeCase(String name) {
        return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(name);
    }
}
