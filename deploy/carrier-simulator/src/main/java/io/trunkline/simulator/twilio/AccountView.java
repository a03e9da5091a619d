package io.trunkline.simulator.twilio;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.twilioapi.Dates;

/** An account in Twilio's JSON, without the auth token: it is a secret and our clients do not read it. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AccountView(String sid, String ownerAccountSid, String friendlyName, String status, String type, String dateCreated,
        String dateUpdated, String uri, Map<String, String> subresourceUris) {

    private static final String CREATED = Dates.format(Instant.now());

    static AccountView of(String sid, String mainAccount) {
        String uri = "/2010-04-01/Accounts/" + sid;
        Map<String, String> subresources = new TreeMap<>();
        subresources.put("available_phone_numbers", uri + "/AvailablePhoneNumbers.json");
        subresources.put("incoming_phone_numbers", uri + "/IncomingPhoneNumbers.json");
        subresources.put("messages", uri + "/Messages.json");
        return new AccountView(sid, mainAccount, "Trunkline simulator", "active", "Full", CREATED, CREATED, uri + ".json",
                subresources);
    }
}
