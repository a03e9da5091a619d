package io.trunkline.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.e2e.system.SystemUnderTest.PhoneNumber;

/** A workspace and the requests of its administrator. */
public record Workspace(SystemUnderTest system, String id, Api api) {

    /** Its numbers, from its API. */
    public List<PhoneNumber> numbers() {
        return list(api.get("/api/workspaces/" + id + "/phone-numbers").expect(200).json().path("phoneNumbers")).stream()
                .map(number -> new PhoneNumber(number.path("id").asText(), number.path("phoneNumber").asText())).toList();
    }

    /** Waits until its only number is ready. */
    public PhoneNumber awaitNumber() {
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.isCompleted(id)).as("%s has a number", id).isTrue());
        return number();
    }

    /** Its only number. */
    public PhoneNumber number() {
        List<PhoneNumber> numbers = numbers();
        assertThat(numbers).as("numbers of %s", id).hasSize(1);
        return numbers.get(0);
    }

    public void credit(long cents) {
        system.admin().with("idempotency-key", UUID.randomUUID().toString()).post("/api/admin/wallets/" + id + "/credits",
                Map.of("amountCents", cents, "currency", "USD", "reference", "top-up " + UUID.randomUUID())).expect(201);
    }

    public JsonNode wallet() {
        return api.get("/api/wallet").expect(200).json();
    }

    /** Kinds of all transactions, newest first. */
    public List<String> movements() {
        return list(api.get("/api/wallet/transactions").expect(200).json().path("transactions")).stream()
                .map(transaction -> transaction.path("kind").asText()).toList();
    }

    public Map<String, String> purchase(String e164) {
        return Map.of("phoneNumber", e164, "businessId", id, "displayName", "Sales", "countryCode", "US", "numberType",
                "local");
    }

    /** Buys a chosen number with the longest wait. */
    public ApiResponse buy(String e164, String idempotencyKey) {
        return api.with("idempotency-key", idempotencyKey).with("prefer", "wait=30").post("/api/numbers/purchase",
                purchase(e164));
    }

    public ApiResponse release(PhoneNumber number) {
        return api.with("prefer", "wait=30")
                .delete("/api/numbers/" + number.id() + "/release?confirm=" + Api.urlEncoded(number.e164()));
    }

    public ApiResponse send(String to, String body) {
        return api.post("/api/workspaces/" + id + "/messages", Map.of("channel", "sms", "to", to, "body", body));
    }

    public List<JsonNode> conversations() {
        return list(api.get("/api/workspaces/" + id + "/conversations").expect(200).json().path("conversations"));
    }

    /** All messages with this phone, newest first. */
    public List<JsonNode> messagesWith(String peer) {
        return conversations().stream().filter(conversation -> conversation.path("peer").asText().equals(peer))
                .flatMap(conversation -> messages(conversation.path("id").asText()).stream()).toList();
    }

    /** Texts of this phone, newest first. */
    public List<String> textsFrom(String peer) {
        return messagesWith(peer).stream().filter(message -> message.path("direction").asText().equals("inbound"))
                .map(message -> message.path("body").asText()).toList();
    }

    private List<JsonNode> messages(String conversation) {
        List<JsonNode> messages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/api/workspaces/" + id + "/conversations/" + conversation + "/messages?limit=50" + cursor)
                    .expect(200).json();
            messages.addAll(list(page.path("messages")));
            cursor = page.path("nextCursor").isTextual() ? "&cursor=" + page.path("nextCursor").asText() : "";
        } while (!cursor.isEmpty());
        return messages;
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
