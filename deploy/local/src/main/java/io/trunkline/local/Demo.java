package io.trunkline.local;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;

/** The main flow as a customer, a carrier and an administrator see it. Every step uses a public API; nothing is mocked. */
final class Demo {

    private static final String CUSTOMER = "+14155550187";
    private static final String QUESTION = "Do you have an appointment on Friday? 🦷";
    private static final String REPLY = "Yes, at 9:30. See you then!";

    private final Stack stack;
    private final EventTail events;
    private final Steps steps;
    private final Api admin;
    private final Api simulator;
    private Api workspace;
    private String workspaceId;
    private String numberId;
    private String number;
    private String conversation;

    Demo(Stack stack, EventTail events, Steps steps) {
        this.stack = stack;
        this.events = events;
        this.steps = steps;
        this.admin = new Api(stack.edge(), stack.tokens().platformAdmin());
        this.simulator = new Api(stack.simulator(), null);
    }

    /** @throws RuntimeException when a step fails; it has been printed */
    void run() {
        steps.heading("The main flow");
        steps.step("An administrator buys three numbers in area code 415", this::buyStock);
        steps.step("Clerk reports a new Professional workspace; it gets a number", this::createWorkspace);
        steps.step("The number's webhooks are set at the carrier", this::awaitWebhooks);
        steps.step("A customer's text arrives in the workspace's conversation", this::receiveText);
        steps.step("The workspace replies from its number", this::sendReply);
        steps.step("A Starter workspace gets no number", this::createStarterWorkspace);
        steps.step("The number is released into quarantine", this::releaseNumber);
        steps.step("A text to the released number is stored as unrouted", this::parkText);
    }

    private String buyStock() {
        JsonNode bought = admin
                .post("/api/admin/phone-numbers/buy", Map.of("count", 3, "areaCode", "415", "numberType", "local"))
                .expect(200)
                .body();
        List<String> numbers = stream(bought.path("numbers"))
                .filter(line -> line.path("result").asText().equals("bought"))
                .map(line -> line.path("phone_number").asText())
                .toList();
        check(numbers.size() == 3, "Expected three numbers: " + bought);
        return String.join(" ", numbers);
    }

    private String createWorkspace() {
        workspaceId = createOrganization("Golden Gate Dental", "professional");
        JsonNode assigned = events.await(NumberAssigned.class, workspaceId).data();
        numberId = assigned.path("numberId").asText();
        number = assigned.path("e164").asText();
        workspace = new Api(stack.edge(), stack.tokens().workspaceAdmin(workspaceId));
        return number + " for " + workspaceId;
    }

    private String awaitWebhooks() {
        JsonNode completed = events.await(ProvisioningCompleted.class, workspaceId).data();
        check(completed.path("e164").asText().equals(number), "Another number was completed: " + completed);
        JsonNode owned = simulator.get("/ledger?number=" + encoded(number)).expect(200).body().path("owned");
        check(owned.size() == 1, "The carrier lists it " + owned.size() + " times");
        String url = owned.path(0).path("smsUrl").asText();
        check(url.startsWith(stack.edge() + "/api/webhooks/twilio/"), "Its webhook at the carrier is " + url);
        return url;
    }

    private String receiveText() {
        JsonNode delivered = sendText(number);
        check(delivered.path("status").asInt() / 100 == 2, "The carrier's webhook was answered " + delivered);
        JsonNode mine = Await.until("one conversation", this::conversations, found -> found.size() == 1).path(0);
        conversation = mine.path("id").asText();
        JsonNode message = Await.until("its message", this::messages, found -> found.size() == 1).path(0);
        check(message.path("body").asText().equals(QUESTION), "The text has changed: " + message);
        return "“" + message.path("body").asText() + "”, taken by the webhook in " + delivered.path("millis").asText() + " ms";
    }

    private String sendReply() {
        workspace.post("/api/workspaces/" + workspaceId + "/messages",
                Map.of("channel", "sms", "to", CUSTOMER, "body", REPLY)).expect(200, 201, 202);
        JsonNode sent = Await.until("the reply at the carrier",
                () -> simulator.get("/ledger?action=MESSAGE_SENT&number=" + encoded(number)).expect(200).body().path("entries"),
                found -> found.size() == 1).path(0);
        check(sent.path("to").asText().equals(CUSTOMER) && sent.path("body").asText().equals(REPLY),
                "The carrier sent something else: " + sent);
        return "the carrier sent it from " + number;
    }

    private String createStarterWorkspace() {
        String id = createOrganization("Corner Bakery", "starter");
        Api caller = new Api(stack.edge(), stack.tokens().workspaceAdmin(id));
        // The transaction that creates the workspace also decides whether it gets a number.
        JsonNode own = Await.until("the workspace is known", () -> caller.get("/api/phone/provision"),
                response -> response.status() == 200).body();
        check(!own.path("has_number").asBoolean(true), "It has a number: " + own);
        check(events.find(NumberAssigned.class, id).isEmpty(), "A number was assigned to it");
        JsonNode refused = caller.post("/api/phone/provision", null).expect(403).body();
        return refused.path("code").asText() + " when it requests one";
    }

    private String releaseNumber() {
        workspace.delete("/api/numbers/" + numberId + "/release?confirm=" + encoded(number)).expect(200);
        events.await(NumberReleased.class, workspaceId);
        JsonNode found = admin.get("/api/admin/phone-numbers?q=" + encoded(number)).expect(200).body()
                .path("phoneNumbers").path(0);
        check(found.path("status").asText().equals("quarantined"), "Its status is " + found);
        check(found.path("assigned_to").isNull(), "It is still assigned: " + found);
        return "until " + found.path("quarantinedUntil").asText();
    }

    private String parkText() {
        JsonNode delivered = sendText(number);
        check(delivered.path("status").asInt() / 100 == 2, "The carrier's webhook was answered " + delivered);
        Await.until("the unrouted text", () -> admin.get("/api/admin/webhooks/unrouted").expect(200).body().toString(),
                parked -> parked.contains(number));
        check(messages().size() <= 2, "It reached the conversation of the former owner");
        return "listed at /api/admin/webhooks/unrouted";
    }

    private String createOrganization(String name, String plan) {
        return simulator.post("/clerk/v1/organizations", Map.of("name", name, "public_metadata", Map.of("plan", plan)))
                .expect(200)
                .body()
                .path("id")
                .asText();
    }

    private JsonNode sendText(String to) {
        return simulator.post("/inbound/messages", Map.of("from", CUSTOMER, "to", to, "body", QUESTION))
                .expect(200)
                .body()
                .path("attempts")
                .path(0);
    }

    private JsonNode conversations() {
        return workspace.get("/api/workspaces/" + workspaceId + "/conversations").expect(200).body().path("conversations");
    }

    private JsonNode messages() {
        return workspace.get("/api/workspaces/" + workspaceId + "/conversations/" + conversation + "/messages").expect(200)
                .body().path("messages");
    }

    private static void check(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }

    private static String encoded(String e164) {
        return URLEncoder.encode(e164, StandardCharsets.UTF_8);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
