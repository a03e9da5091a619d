package io.trunkline.e2e.system;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.local.Keys;

/** The carrier simulator: Clerk, Twilio and phones, and the carrier's ledger. */
public final class Simulator {

    private final Api api;
    private final Api twilio;
    private final String accountPath;
    private final AckLog acks;

    Simulator(String base, Keys keys, AckLog acks) {
        this.api = new Api(base, Map.of());
        this.accountPath = "/twilio/2010-04-01/Accounts/" + keys.carriers().twilioAccountSid();
        this.twilio = api.with("authorization", "Basic " + Base64.getEncoder()
                .encodeToString((keys.carriers().twilioAccountSid() + ":" + keys.carriers().twilioAuthToken()).getBytes()));
        this.acks = acks;
    }

    /**
     * An entry of the ledger.
     *
     * @param reference the id of our order
     */
    public record Entry(String action, String number, String reference, JsonNode json) {
        static Entry of(JsonNode json) {
            return new Entry(json.path("action").asText(), json.path("number").asText(), json.path("reference").asText(),
                    json);
        }
    }

    /** A text delivered to our webhook; one status per attempt. */
    public record Delivered(String messageSid, List<Integer> statuses) {
        public boolean isAccepted() {
            return statuses.stream().anyMatch(status -> status / 100 == 2);
        }
    }

    /** Creates an organization, whose webhook follows, and returns its id. */
    public String createOrganization(String name, String plan) {
        return createOrganizationAsync(name, plan).join();
    }

    public CompletableFuture<String> createOrganizationAsync(String name, String plan) {
        return api.postAsync("/clerk/v1/organizations", Map.of("name", name, "public_metadata", Map.of("plan", plan)))
                .thenApply(response -> response.expect(200).json().path("id").asText());
    }

    public void deleteOrganization(String id) {
        api.delete("/clerk/v1/organizations/" + id).expect(200);
    }

    /** All webhooks of Clerk with their responses. */
    public List<JsonNode> clerkDeliveries() {
        return list(api.get("/clerk/deliveries").expect(200).json().path("deliveries"));
    }

    public List<JsonNode> clerkDeliveries(String organization) {
        return list(api.get("/clerk/deliveries?organization=" + organization).expect(200).json().path("deliveries"));
    }

    /** Sends identical copies concurrently and returns the statuses. */
    public List<Integer> resend(String delivery, int copies) {
        JsonNode resent = api.post("/clerk/deliveries/" + delivery + "/resend?copies=" + copies).expect(200).json();
        return list(resent.path("attempts")).stream().map(attempt -> attempt.path("status").asInt()).toList();
    }

    /** A phone sends a text to one of our numbers. */
    public Delivered text(String from, String to, String body) {
        return text(from, to, body, null, 1);
    }

    /** @param messageSid null for a new message; copies are sent concurrently */
    public Delivered text(String from, String to, String body, String messageSid, int copies) {
        Map<String, Object> text = new HashMap<>(Map.of("from", from, "to", to, "body", body, "copies", copies));
        if (messageSid != null) {
            text.put("messageSid", messageSid);
        }
        JsonNode json = api.post("/inbound/messages", text).expect(200).json();
        Delivered delivered = new Delivered(json.path("messageSid").asText(),
                list(json.path("attempts")).stream().map(attempt -> attempt.path("status").asInt()).toList());
        if (delivered.isAccepted()) {
            acks.record(AckLog.TWILIO_SMS, delivered.messageSid());
        }
        return delivered;
    }

    /** Injects a fault into the next calls of this operation. */
    public void fault(String operation, String fault, int times) {
        fault(Map.of("operation", operation, "fault", fault, "times", times));
    }

    public void fault(Map<String, Object> fault) {
        Map<String, Object> whole = new HashMap<>(fault);
        whole.put("carrier", "twilio");
        api.post("/faults", whole).expect(201);
    }

    /** How many calls were affected by the faults. */
    public int faultsFired() {
        return list(api.get("/faults").expect(200).json().path("faults")).stream()
                .mapToInt(fault -> fault.path("fired").asInt()).sum();
    }

    public void clearFaults() {
        api.delete("/faults").expect(204, 200);
    }

    public List<Entry> ledger() {
        return entries("/ledger", "entries");
    }

    public List<Entry> ledgerOf(String number) {
        return entries("/ledger?number=" + Api.urlEncoded(number), "entries");
    }

    /** The numbers on our account with their current settings. */
    public List<Entry> owned() {
        return entries("/ledger", "owned");
    }

    /** A number that is for sale. */
    public String forSale(String areaCode) {
        return twilio.get(accountPath + "/AvailablePhoneNumbers/US/Local.json?PageSize=1&AreaCode=" + areaCode).expect(200)
                .json()
                .path("available_phone_numbers").path(0).path("phone_number").asText();
    }

    /** A purchase in Twilio's console, without our gateway. */
    public ApiResponse buyInConsole(String number) {
        return twilio.post(accountPath + "/IncomingPhoneNumbers.json", "application/x-www-form-urlencoded",
                ("PhoneNumber=" + Api.urlEncoded(number)).getBytes());
    }

    private List<Entry> entries(String path, String part) {
        return list(api.get(path).expect(200).json().path(part)).stream().map(Entry::of).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
