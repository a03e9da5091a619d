package io.trunkline.simulator.twilio;

import java.time.Instant;
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

/** The account itself: clients read it to find out whether their credentials are right. */
@Path("/twilio/2010-04-01/Accounts/{account}.json")
public class AccountResource {

    private final Twilio twilio;
    private final TwilioAccountRegistry accounts;
    private final Instant created = Instant.now();

    AccountResource(Twilio twilio, TwilioAccountRegistry accounts) {
        this.twilio = twilio;
        this.accounts = accounts;
    }

    /** The auth token, which Twilio shows here, is left out on purpose: it is a secret and no client of ours reads it. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Account(String sid, String ownerAccountSid, String friendlyName, String status, String type, String dateCreated,
            String dateUpdated, String uri, Map<String, String> subresourceUris) {
    }

    @GET
    public Uni<Response> fetch(@RestPath String account) {
        return twilio.execute(Operation.LIST, null, () -> Response.ok(view(account)).build());
    }

    private Account view(String sid) {
        String uri = "/2010-04-01/Accounts/" + sid;
        Map<String, String> subresources = new TreeMap<>();
        subresources.put("available_phone_numbers", uri + "/AvailablePhoneNumbers.json");
        subresources.put("incoming_phone_numbers", uri + "/IncomingPhoneNumbers.json");
        subresources.put("messages", uri + "/Messages.json");
        return new Account(sid, accounts.main(), "Trunkline simulator", "active", "Full", Dates.format(created),
                Dates.format(created), uri + ".json", subresources);
    }
}
