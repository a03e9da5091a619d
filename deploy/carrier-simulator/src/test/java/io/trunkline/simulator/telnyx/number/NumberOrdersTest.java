package io.trunkline.simulator.telnyx.number;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.Api.twilioPost;
import static io.trunkline.simulator.telnyx.TelnyxClient.available;
import static io.trunkline.simulator.telnyx.TelnyxClient.awaitDecision;
import static io.trunkline.simulator.telnyx.TelnyxClient.call;
import static io.trunkline.simulator.telnyx.TelnyxClient.code;
import static io.trunkline.simulator.telnyx.TelnyxClient.error;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static io.trunkline.simulator.telnyx.TelnyxClient.order;
import static io.trunkline.simulator.telnyx.TelnyxClient.ownedNumber;
import static io.trunkline.simulator.telnyx.TelnyxClient.patch;
import static io.trunkline.simulator.telnyx.TelnyxClient.post;
import static io.trunkline.simulator.telnyx.TelnyxClient.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class NumberOrdersTest {

    WebhookReceiver receiver;

    @Test
    void completesAPendingOrder() {
        // Given
        String profile = profile("https://example.com/texts");
        String number = available("213", 1).get(0);

        // When
        Exchange placed = order("walk", List.of(number), "messaging_profile_id", profile);
        JsonNode done = awaitDecision(placed);

        // Then
        JsonNode pending = placed.json().path("data");
        assertThat(placed.status()).isEqualTo(200);
        assertThat(pending.path("status").asText()).isEqualTo("pending");
        assertThat(pending.path("phone_numbers").path(0).path("status").asText()).isEqualTo("pending");
        assertThat(pending.path("requirements_met").asBoolean()).isTrue();
        assertThat(done.path("status").asText()).isEqualTo("success");
        assertThat(done.path("phone_numbers").path(0).path("status").asText()).isEqualTo("success");
        assertThat(done.path("phone_numbers").path(0).path("id").asText())
                .isNotEqualTo(ownedNumber(number).path("id").asText());
        assertThat(ownedNumber(number).path("customer_reference").asText()).isEqualTo("walk");
        assertThat(ownedNumber(number).path("messaging_profile_id").asText()).isEqualTo(profile);
        assertThat(get("/number_orders?filter[customer_reference]=walk").json().path("data")).hasSize(1);
        assertThat(ledger("action=NUMBER_BOUGHT&number=" + encode(number))).singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("carrier").asText()).isEqualTo("telnyx");
                    assertThat(entry.path("reference").asText()).isEqualTo("walk");
                    assertThat(entry.path("carrierId").asText()).isEqualTo(ownedNumber(number).path("id").asText());
                    assertThat(entry.path("orderId").asText()).isEqualTo(done.path("id").asText());
                });
    }

    @Test
    void sendsTheOutcomeByWebhook() {
        Exchange placed = order("webhook", available("213", 1));
        JsonNode done = awaitDecision(placed);

        await().untilAsserted(() -> assertThat(receiver.requestsTo("/telnyx-orders").stream().map(Received::json)
                .filter(event -> event.path("data").path("payload").path("id").equals(done.path("id")))).singleElement()
                .satisfies(event -> {
                    assertThat(event.path("data").path("event_type").asText()).isEqualTo("number_order.complete");
                    assertThat(event.path("data").path("payload")).isEqualTo(done);
                }));
    }

    @Test
    void decidesEachNumberOfAnOrderSeparately() {
        // Given
        List<String> numbers = available("310", 2);
        awaitDecision(order("first", List.of(numbers.get(0))));

        // When
        JsonNode done = awaitDecision(order("second", List.of(numbers.get(0), numbers.get(1), "+14155550100")));

        // Then
        assertThat(done.path("phone_numbers")).extracting(number -> number.path("status").asText())
                .containsExactly("failure", "success", "failure");
        assertThat(done.path("status").asText()).isEqualTo("failure");
        assertThat(ownedNumber(numbers.get(1)).path("customer_reference").asText()).isEqualTo("second");
        assertThat(ownedNumber(numbers.get(0)).path("customer_reference").asText()).isEqualTo("first");
    }

    @Test
    void sellsANumberOnceToConcurrentOrders() {
        // Given
        String number = available("323", 1).get(0);
        ExecutorService buyers = Executors.newFixedThreadPool(20);

        // When
        List<CompletableFuture<JsonNode>> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            orders.add(CompletableFuture.supplyAsync(() -> awaitDecision(order("rush", List.of(number))), buyers));
        }
        List<String> outcomes = orders.stream().map(order -> order.join().path("status").asText()).toList();
        buyers.shutdown();

        // Then
        assertThat(outcomes).filteredOn("success"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("failure"::equals).hasSize(19);
        assertThat(ledger("number=" + encode(number) + "&action=NUMBER_BOUGHT")).hasSize(1);
    }

    @Test
    void offersNoNumberAtBothCarriers() {
        String telnyx = available("415", 1).get(0);
        String twilio = twilioGet("/AvailablePhoneNumbers/US/Local.json?AreaCode=415").json().path("available_phone_numbers")
                .path(0).path("phone_number").asText();

        assertThat(telnyx).startsWith("+141555501").isNotEqualTo(twilio);
        assertThat(twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", telnyx).code()).isEqualTo(21422);
        assertThat(awaitDecision(order("foreign", List.of(twilio))).path("status").asText()).isEqualTo("failure");
    }

    @Test
    void holdsABritishNumberUntilItsRequirementGroupIsGiven() {
        // Given
        String number = get("/available_phone_numbers?filter[country_code]=GB&filter[limit]=1").json().path("data").path(0)
                .path("phone_number").asText();
        Exchange placed = order("british", List.of(number));
        JsonNode line = placed.json().path("data").path("phone_numbers").path(0);
        String part = "/sub_number_orders/" + placed.json().path("data").path("sub_number_orders_ids").path(0).asText();

        // When
        Exchange met = post(part + "/requirement_group", "requirement_group_id", UUID.randomUUID().toString());

        // Then
        assertThat(placed.json().path("data").path("requirements_met").asBoolean()).isFalse();
        assertThat(line.path("requirements_status").asText()).isEqualTo("requirement-info-pending");
        assertThat(line.path("regulatory_requirements")).isNotEmpty();
        assertThat(met.status()).isEqualTo(200);
        assertThat(awaitDecision(placed).path("status").asText()).isEqualTo("success");
    }

    @Test
    void cancelsAPendingOrderAndOffersTheNumberAgain() {
        // Given
        String search = "/available_phone_numbers?filter[country_code]=GB&filter[phone_number_type]=mobile&filter[limit]=1";
        String number = get(search).json().path("data").path(0).path("phone_number").asText();
        Exchange placed = order("given-up", List.of(number));
        String part = "/sub_number_orders/" + placed.json().path("data").path("sub_number_orders_ids").path(0).asText();

        // When
        Exchange cancelled = patch(part + "/cancel");

        // Then
        assertThat(cancelled.json().path("data").path("status").asText()).isEqualTo("failure");
        assertThat(awaitDecision(placed).path("phone_numbers").path(0).path("requirements_status").asText())
                .isEqualTo("cancelled");
        assertThat(code(patch(part + "/cancel"))).isEqualTo("10027");
        assertThat(get(search).json().path("data").path(0).path("phone_number").asText()).isEqualTo(number);
    }

    @Test
    void acceptsARequirementGroupWithTheOrder() {
        String number = get("/available_phone_numbers?filter[country_code]=GB&filter[limit]=1").json().path("data").path(0)
                .path("phone_number").asText();

        Exchange placed = post("/number_orders", "phone_numbers",
                List.of(Map.of("phone_number", number, "requirement_group_id", UUID.randomUUID().toString())));

        assertThat(placed.json().path("data").path("requirements_met").asBoolean()).isTrue();
        assertThat(awaitDecision(placed).path("status").asText()).isEqualTo("success");
    }

    @Test
    void splitsAnOrderByCountryAndType() {
        // Given
        String tollFree = get("/available_phone_numbers?filter[country_code]=US&filter[phone_number_type]=toll_free"
                + "&filter[limit]=1").json().path("data").path(0).path("phone_number").asText();
        List<String> numbers = new ArrayList<>(available("310", 2));
        numbers.add(tollFree);

        // When
        JsonNode done = awaitDecision(order("parts", numbers));

        // Then
        JsonNode parts = get("/sub_number_orders?filter[order_request_id]=" + done.path("id").asText()).json().path("data");
        assertThat(done.path("sub_number_orders_ids")).hasSize(2);
        assertThat(parts).extracting(part -> part.path("phone_number_type").asText())
                .containsExactlyInAnyOrder("local", "toll_free");
        assertThat(get("/sub_number_orders/" + done.path("sub_number_orders_ids").path(0).asText()).json().path("data")
                .path("phone_numbers_count").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "{}; 422; 10004; /phone_numbers",
            "{\"phone_numbers\":[{}]}; 422; 10004; /phone_numbers/0/phone_number",
            "{\"phone_numbers\":[{\"phone_number\":\"4155550170\"}]}; 422; 10016; /phone_numbers/0/phone_number",
            "{\"phone_numbers\":[{\"phone_number\":\"+1415555\"}]}; 422; 10002; /phone_numbers/0/phone_number",
            "{\"phone_numbers\":[{\"phone_number\":\"+14155550170\"}],\"connection_id\":\"1\"}; 422; 10017; /connection_id",
            "{\"phone_numbers\":[{\"phone_number\":\"+14155550170\"}],\"messaging_profile_id\":\"1\"}; 422; 10017; "
                    + "/messaging_profile_id" })
    void rejectsAnInvalidOrderWithAPointer(String json, int status, String code, String pointer) {
        Exchange refused = call("POST", "/number_orders", json);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(code(refused)).isEqualTo(code);
        assertThat(error(refused).path("source").path("pointer").asText()).isEqualTo(pointer);
        assertThat(error(refused).path("title").asText()).isNotEmpty();
        assertThat(error(refused).path("meta").path("url").asText()).endsWith("/" + code);
    }

    @Test
    void rejectsUnknownFieldsAndSubOrders() {
        Exchange misspelt = post("/number_orders", "phone_number", "+14155550170");

        assertThat(misspelt.status()).isEqualTo(400);
        assertThat(code(misspelt)).isEqualTo("10015");
        assertThat(misspelt.response().body()).doesNotContain("io.trunkline");
        assertThat(code(get("/number_orders/" + UUID.randomUUID()))).isEqualTo("10005");
        assertThat(get("/number_orders?filter[status]=pending&filter[created_at][gt]=yesterday").status()).isEqualTo(400);
    }

    @Test
    void acceptsTheApiKeyOnly() {
        Exchange closed = Api.get("/telnyx/v2/number_orders");

        assertThat(closed.status()).isEqualTo(401);
        assertThat(code(closed)).isEqualTo("10009");
    }
}
