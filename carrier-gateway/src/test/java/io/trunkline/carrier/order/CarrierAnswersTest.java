package io.trunkline.carrier.order;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.testing.AlteringProxy;
import io.trunkline.carrier.testing.AlteringProxy.Request;
import io.trunkline.carrier.testing.AlteringProxy.Response;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/**
 * Answers that a carrier should not give: each is compared with what was asked, and a taken purchase or send is not repeated.
 */
@QuarkusTest
@QuarkusTestResource(value = AlteringProxy.class, restrictToAnnotatedClass = true)
class CarrierAnswersTest extends GatewayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PURCHASES = "/IncomingPhoneNumbers.json";
    private static final String SEARCHES = "/AvailablePhoneNumbers/";
    private static final Response NOTHING_OWNED = new Response(200, """
            {"incoming_phone_numbers":[],"next_page_uri":null}""");

    @Inject
    WebhookUrls webhooks;

    @AfterEach
    void alterNothing() {
        AlteringProxy.alterNothing();
    }

    // ---- Another number than the ordered one ----

    @Test
    void completesAPurchaseWhoseAnswerNamesAnotherNumber() {
        String wanted = anyNumber();
        String other = anyNumber();
        AlteringProxy.alter((request, simulator) -> {
            Response response = simulator.answer(request);
            return request.is("POST", PURCHASES) ? new Response(response.status(), response.body().replace(wanted, other))
                    : response;
        });
        OrderNumber order = orderFor(wanted);

        probe.publish(order);

        assertThat(ordered(order).e164()).isEqualTo(wanted);
        assertThat(purchases(order)).hasSize(1);
        assertThat(owned(order)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "false", "true" })
    void givesAnotherNumberBackAndBuysNothingMore(boolean listHidesIt) {
        // Given: the carrier sells another number
        String wanted = anyNumber();
        String other = anyNumber();
        AlteringProxy.alter((request, simulator) -> {
            if (request.is("POST", PURCHASES)) {
                return simulator.answer(request.withBody(request.body().replace(encode(wanted), encode(other))));
            }
            return listHidesIt && request.is("GET", "FriendlyName=") ? NOTHING_OWNED : simulator.answer(request);
        });
        OrderNumber order = orderFor(wanted);

        // When
        probe.publish(order);

        // Then
        assertThat(failed(order).code()).isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(owned(order)).as("given back before the order failed").isEmpty();
        assertThat(purchases(order)).hasSize(1);
        assertThat(CarrierSimulator.ledger("NUMBER_RELEASED", "number", other)).hasSize(1);
    }

    @Test
    void leavesAnotherNumberWithAnotherReferenceToAPerson() {
        // Given: the answer is a number that we have already
        NumberOrdered ours = bought();
        String wanted = anyNumber();
        AlteringProxy.alter((request, simulator) -> {
            if (!request.is("POST", PURCHASES)) {
                return simulator.answer(request);
            }
            Response list = simulator.answer(new Request("GET", request.target() + "?PhoneNumber=" + encode(ours.e164()), ""));
            return new Response(201, JSON.readTree(list.body()).path("incoming_phone_numbers").path(0).toString());
        });
        OrderNumber order = orderFor(wanted);

        // When
        probe.publish(order);

        // Then
        assertThat(needsAttention(order).code()).isEqualTo("OTHER_NUMBER_SOLD");
        await().during(2, SECONDS).atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(state("carrier_order", order.orderId())).isEqualTo("NEEDS_ATTENTION"));
        assertThat(CarrierSimulator.owned(ours.orderId().toString())).as("not given back").hasSize(1);
        assertThat(purchases(order)).isEmpty();
        assertThat(probe.events(NumberOrderNeedsAttention.class)).filteredOn(event -> event.orderId().equals(order.orderId()))
                .hasSize(1);
    }

    @Test
    void aCarriersIdBelongsToOneOrder() {
        // Given: every number of the list has the same id
        String id = "1293384261075731499";
        AlteringProxy.alter((request, simulator) -> {
            if (request.is("GET", "/v2/phone_numbers/" + id + "/messaging")) {
                return new Response(200, "{\"data\":{\"features\":{\"sms\":{\"domestic_two_way\":true}}}}");
            }
            Response response = simulator.answer(request);
            return request.is("GET", "/v2/phone_numbers?")
                    ? new Response(response.status(), response.body().replaceAll("\"id\":\"\\d+\"", "\"id\":\"" + id + "\""))
                    : response;
        });
        OrderNumber first = orderAt("telnyx");
        OrderNumber second = orderAt("telnyx");

        // When
        probe.publish(first);
        ordered(first);
        probe.publish(second);

        // Then
        assertThat(needsAttention(second).code()).isEqualTo("NUMBER_ID_CLASH");
        assertThat(purchases(second)).hasSize(1);
    }

    // ---- Offers ----

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "LOCAL     |     | +4721930000  | true  | GB",
            "LOCAL     |     | +442079460123 | true | NO",
            "TOLL_FREE |     | +14152009901 | true  | US",
            "LOCAL     |     | +18882009901 | true  | US",
            "LOCAL     |     | +14162009901 | true  | US",
            "LOCAL     | 206 | +14152009902 | true  | US",
            "LOCAL     |     | +14152009903 | false | US" })
    void buysNoOfferThatWasNotAskedFor(NumberType type, String areaCode, String offered, boolean sms, String offeredCountry) {
        AlteringProxy.alter((request, simulator) -> request.is("GET", SEARCHES) ? new Response(200, """
                {"available_phone_numbers":[{"phone_number":"%s","iso_country":"%s",
                  "capabilities":{"voice":true,"SMS":%b,"MMS":true}}]}""".formatted(offered, offeredCountry, sms))
                : simulator.answer(request));
        String country = offered.startsWith("+4") ? "GB" : "US";
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, "twilio", null,
                new NumberCriteria(country, type, areaCode));

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NO_INVENTORY");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", offered)).isEmpty();
    }

    @Test
    void givesANumberBackThatCannotText() {
        AlteringProxy.alter((request, simulator) -> {
            Response response = simulator.answer(request);
            return request.is("POST", PURCHASES) || request.is("GET", PURCHASES)
                    ? new Response(response.status(), response.body().replace("\"sms\":true", "\"sms\":false"))
                    : response;
        });
        OrderNumber order = orderAt("twilio");

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(owned(order)).isEmpty();
        assertThat(purchases(order)).hasSize(1);
    }

    // ---- Lists that are late ----

    @Test
    void givesALateNumberBack() {
        // Given: the answer is lost, and the list lags behind
        AtomicBoolean lags = new AtomicBoolean(true);
        AlteringProxy.alter((request, simulator) -> {
            Response response = simulator.answer(request);
            if (lags.get() && request.is("GET", PURCHASES)) {
                return NOTHING_OWNED;
            }
            return request.is("POST", PURCHASES) && response.status() == 201 ? new Response(502, "") : response;
        });
        OrderNumber order = orderFor(anyNumber());
        probe.publish(order);
        assertThat(failed(order).code()).isEqualTo("NUMBER_UNAVAILABLE");
        assertThat(owned(order)).hasSize(1);

        // When
        lags.set(false);

        // Then
        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(owned(order)).isEmpty());
        assertThat(purchases(order)).hasSize(1);
    }

    @Test
    void givesTheSecondNumberOfOneOrderBack() {
        // Given: a stopped instance and its successor have both bought
        UUID order = UUID.randomUUID();
        String first = anyNumber();
        String second = anyNumber();
        for (String number : List.of(first, second)) {
            adapter("twilio").order(new NumberPurchase(number, order.toString(), webhooks.of("twilio"))).await()
                    .atMost(Duration.ofSeconds(5));
        }

        // When
        sql("""
                insert into carrier_order (id, carrier, state, epoch, attempts, purpose, country, number_type, wanted, candidate,
                  in_doubt, unknown_said, candidates_tried, searches, lookups, pending_looks, lease_until)
                values ($1, 'twilio', 'SUBMITTING', 3, 0, 'STOCK', 'US', 'LOCAL', $2, $2, false, false, 0, 0, 0, 0,
                  clock_timestamp() - interval '1 s')""",
                order, second);

        // Then
        assertThat(probe.await(NumberOrdered.class, event -> event.orderId().equals(order)).e164()).isEqualTo(second);
        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(CarrierSimulator.owned(order.toString())).singleElement()
                .satisfies(number -> assertThat(number.path("number").asText()).isEqualTo(second)));
    }

    @Test
    void adoptsANumberThatTheListShowsAfterTheLastLookup() {
        // Given
        AtomicBoolean broken = new AtomicBoolean(true);
        AlteringProxy.alter((request, simulator) -> {
            Response response = simulator.answer(request);
            if (broken.get() && request.is("GET", PURCHASES)) {
                return new Response(503, "");
            }
            return request.is("POST", PURCHASES) && broken.get() ? new Response(502, "") : response;
        });
        OrderNumber order = orderFor(anyNumber());
        probe.publish(order);
        needsAttention(order);

        // When
        broken.set(false);

        // Then
        assertThat(ordered(order).e164()).isEqualTo(order.e164());
        assertThat(purchases(order)).hasSize(1);
    }

    // ---- Refusals ----

    @Test
    void aNamedNumberThatWasNotFoundIsUnavailable() {
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":400,\"code\":21452");

        probe.publish(order);

        assertThat(failed(order).code()).isEqualTo("NUMBER_UNAVAILABLE");
    }

    @Test
    void looksUpAPurchaseInDoubtBeforeTheNumberIsUnavailable() {
        AtomicBoolean lags = new AtomicBoolean(true);
        AlteringProxy.alter((request, simulator) -> {
            if (request.is("GET", PURCHASES)) {
                return lags.get() ? NOTHING_OWNED : simulator.answer(request);
            }
            Response response = simulator.answer(request);
            if (!request.is("POST", PURCHASES)) {
                return response;
            }
            if (response.status() == 201) {
                return new Response(502, "");
            }
            lags.set(false);
            return new Response(400, "{\"code\":21452,\"status\":400}");
        });
        OrderNumber order = orderFor(anyNumber());

        probe.publish(order);

        assertThat(ordered(order).e164()).isEqualTo(order.e164());
        assertThat(purchases(order)).hasSize(1);
    }

    // ---- Messages ----

    @Test
    void aMessageWithTheIdOfAnotherIsNotSentAgain() {
        // Given
        String from = bought().e164();
        SendMessage first = text(from, "first");
        probe.publish(first);
        String id = probe.await(MessageSent.class, event -> event.messageId().equals(first.messageId())).carrierMessageId();
        AlteringProxy.alter((request, simulator) -> {
            Response response = simulator.answer(request);
            return request.is("POST", "/Messages.json")
                    ? new Response(response.status(),
                            response.body().replaceAll("\"sid\":\"SM\\w+\"", "\"sid\":\"" + id + "\""))
                    : response;
        });
        SendMessage second = text(from, "second");

        // When
        probe.publish(second);

        // Then
        assertThat(probe.await(MessageFailed.class, event -> event.messageId().equals(second.messageId())).code())
                .isEqualTo("OUTCOME_UNKNOWN");
        await().during(5, SECONDS).atMost(8, SECONDS).untilAsserted(() -> assertThat(
                CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).extracting(entry -> entry.path("body").asText())
                .containsExactly("first", "second"));
        assertThat(state("outgoing_message", second.messageId())).isEqualTo("NEEDS_ATTENTION");
    }

    @Test
    void aMessageWhoseIdWasSavedIsNotSentAgain() {
        String from = bought().e164();
        UUID message = UUID.randomUUID();

        sql("""
                insert into outgoing_message (id, carrier, state, epoch, attempts, channel, sender, recipient, body, lookups,
                  submitted_at, lease_until, carrier_message_id)
                values ($1, 'twilio', 'SUBMITTING', 3, 0, 'sms', $2, '+14155550199', 'hello', 0,
                  clock_timestamp() - interval '20 s', clock_timestamp() - interval '1 s', $3)""", message, from,
                "SM" + message);

        assertThat(probe.await(MessageSent.class, event -> event.messageId().equals(message)).carrierMessageId())
                .isEqualTo("SM" + message);
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).isEmpty();
    }

    private static SendMessage text(String from, String body) {
        return new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, "+14155550199", body, null);
    }

    private static OrderNumber orderAt(String carrier) {
        return new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, carrier, null,
                new NumberCriteria("US", NumberType.LOCAL, "telnyx".equals(carrier) ? "206" : "702"));
    }

    private static List<JsonNode> purchases(OrderNumber order) {
        return CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.orderId().toString());
    }

    private static List<JsonNode> owned(OrderNumber order) {
        return CarrierSimulator.owned(order.orderId().toString());
    }

    private static NumberOrdered ordered(OrderNumber order) {
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    private static NumberOrderFailed failed(OrderNumber order) {
        return probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
    }

    private static NumberOrderNeedsAttention needsAttention(OrderNumber order) {
        return probe.await(NumberOrderNeedsAttention.class, event -> event.orderId().equals(order.orderId()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
