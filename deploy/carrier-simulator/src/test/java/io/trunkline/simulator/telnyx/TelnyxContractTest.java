package io.trunkline.simulator.telnyx;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.toJson;
import static io.trunkline.simulator.telnyx.TelnyxClient.available;
import static io.trunkline.simulator.telnyx.TelnyxClient.awaitDecision;
import static io.trunkline.simulator.telnyx.TelnyxClient.buy;
import static io.trunkline.simulator.telnyx.TelnyxClient.delete;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static io.trunkline.simulator.telnyx.TelnyxClient.order;
import static io.trunkline.simulator.telnyx.TelnyxClient.patch;
import static io.trunkline.simulator.telnyx.TelnyxClient.post;
import static io.trunkline.simulator.telnyx.TelnyxClient.profile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.OpenApiDocuments;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.WebhookReceiver.Received;

/** Validates requests, responses and events against Telnyx's OpenAPI document. */
@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class TelnyxContractTest {

    private static final String UNKNOWN_ID = "00000000-0000-4000-8000-000000000000";

    private static TelnyxContract contract;

    WebhookReceiver receiver;

    /** Runs before each test, so that every test without the document is counted as skipped. */
    @BeforeEach
    void readDocument() {
        Path document = OpenApiDocuments.require("telnyx_spec3.yml");
        contract = contract != null ? contract : new TelnyxContract(document);
    }

    @ParameterizedTest
    @ValueSource(strings = { "",
            "?filter[country_code]=US&filter[phone_number_type]=local&filter[national_destination_code]=415"
                    + "&filter[features][]=sms&filter[features][]=voice&filter[limit]=3",
            "?filter[phone_number_type]=toll_free&filter[phone_number][contains]=800&filter[limit]=2",
            "?filter[country_code]=CA&filter[administrative_area]=ON&filter[locality]=Toronto&filter[limit]=2",
            "?filter[country_code]=GB&filter[phone_number_type]=mobile&filter[limit]=2",
            "?filter[phone_number][starts_with]=212&filter[phone_number][ends_with]=7&filter[limit]=2&filter[quickship]=true",
            "?filter[reservable]=true&filter[best_effort]=false&filter[exclude_held_numbers]=true" })
    void availableNumbers(String query) {
        assertThat(contract.check(get("/available_phone_numbers" + query)).status()).isEqualTo(200);
    }

    @Test
    void readsTheBalance() {
        assertThat(contract.check(get("/balance")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/available_phone_numbers?filter[country_code]=XX", "/number_orders/" + UNKNOWN_ID,
            "/sub_number_orders/" + UNKNOWN_ID, "/phone_numbers/1", "/phone_numbers?filter[phone_number]=1",
            "/messaging_profiles/" + UNKNOWN_ID,
            "/messages/" + UNKNOWN_ID, "/phone_numbers/1/messaging", "/phone_numbers/1/voice",
            "/texml_applications/1", "/texml_applications?filter[friendly_name]=ab" })
    void errors(String path) {
        Exchange refused = get(path);

        assertThat(contract.check(refused).status()).isIn(400, 404, 422);
    }

    @Test
    void rejectedOrdersAndWrongKey() {
        assertThat(contract.check(post("/number_orders", "phone_numbers", List.of(Map.of("phone_number", "1")))).status())
                .isEqualTo(422);
        Exchange closed = Api.send(
                TelnyxClient.request("GET", "/number_orders", null).setHeader("Authorization", "Bearer x").build(),
                "/number_orders", null);
        assertThat(contract.check(closed).status()).isEqualTo(401);
    }

    @Test
    void numberLifecycle() {
        // Given
        String number = available("206", 1).get(0);
        Exchange profile = contract.check(post("/messaging_profiles", "name", "contract", "whitelisted_destinations",
                List.of("US", "CA"), "webhook_url", "https://example.com/texts", "webhook_failover_url",
                "https://example.com/other", "webhook_api_version", "2"));
        String profileId = profile.json().path("data").path("id").asText();
        Exchange application = contract.check(post("/texml_applications", "friendly_name", "contract", "voice_url",
                "https://example.com/calls", "voice_method", "post"));
        String applicationId = application.json().path("data").path("id").asText();

        // When
        Exchange placed = contract.check(order("contract", List.of(number), "connection_id", applicationId,
                "messaging_profile_id", profileId));
        JsonNode done = awaitDecision(placed);
        contract.check(get("/number_orders/" + done.path("id").asText()));
        Exchange listed = contract.check(get("/phone_numbers?filter[phone_number]=" + encode(number)
                + "&filter[customer_reference]=contract&filter[status]=active&page[number]=1&page[size]=20&sort=purchased_at"));
        String one = "/phone_numbers/" + listed.json().path("data").path(0).path("id").asText();

        // Then
        contract.check(get(one));
        contract.check(patch(one, "tags", List.of("contract"), "customer_reference", "renamed"));
        contract.check(patch(one + "/messaging", "messaging_profile_id", profileId));
        contract.check(get(one + "/messaging"));
        contract.check(patch(one + "/voice", "tech_prefix_enabled", false, "caller_id_name_enabled", true, "cnam_listing",
                Map.of("cnam_listing_enabled", false)));
        contract.check(get(one + "/voice"));
        assertThat(contract.check(delete(one)).status()).isEqualTo(200);
        assertThat(contract.check(delete(one)).status()).isEqualTo(404);
    }

    @Test
    void ordersAndSubOrders() {
        String number = get("/available_phone_numbers?filter[country_code]=GB&filter[limit]=1").json().path("data").path(0)
                .path("phone_number").asText();
        Exchange placed = contract.check(order("contract-parts", List.of(number)));
        String part = "/sub_number_orders/" + placed.json().path("data").path("sub_number_orders_ids").path(0).asText();

        contract.check(get(part));
        contract.check(get("/sub_number_orders?filter[status]=pending&filter[country_code]=GB&filter[order_request_id]="
                + placed.json().path("data").path("id").asText()));
        contract.check(get("/number_orders?filter[customer_reference]=contract-parts&filter[status]=pending"
                + "&filter[requirements_met]=false&filter[phone_numbers_count]=1&page[size]=2"));
        contract.check(post(part + "/requirement_group", "requirement_group_id", UUID.randomUUID().toString()));
        awaitDecision(placed);
        assertThat(contract.check(patch(part + "/cancel")).status()).isEqualTo(422);
        contract.check(get("/number_orders/" + placed.json().path("data").path("id").asText()));
    }

    @Test
    void profilesAndApplications() {
        String profile = "/messaging_profiles/" + profile("https://example.com/texts");

        contract.check(get(profile));
        contract.check(patch(profile, "webhook_url", "https://example.com/moved", "enabled", true));
        contract.check(get("/messaging_profiles?filter[name]=profile&page[size]=1"));
        contract.check(post("/messaging_profiles", "name", "x", "whitelisted_destinations", List.of("US"), "webhook_url",
                "nowhere"));
        Exchange texml = contract.check(post("/texml_applications", "friendly_name", "Texml", "voice_url",
                "https://example.com/calls", "voice_fallback_url", "https://example.com/other", "status_callback",
                "https://example.com/status"));
        contract.check(get("/texml_applications/" + texml.json().path("data").path("id").asText()));
        assertThat(contract.check(get("/texml_applications?filter[friendly_name]=texM&page[size]=1")).json().path("data"))
                .hasSize(1);
        contract.check(post("/texml_applications", "friendly_name", "x", "voice_url", "nowhere"));
    }

    @Test
    void textsAndEvents() {
        // Given
        String profile = profile(receiver.url("/contract-texts"));
        String from = buy("425", "messaging_profile_id", profile).path("phone_number").asText();

        // When
        Exchange sent = contract.check(post("/messages", "from", from, "to", "+14155550199", "text", "Größe 👋", "media_urls",
                List.of("https://example.com/a.png"), "subject", "hello", "type", "MMS"));
        Api.post("/inbound/messages", toJson(Map.of("from", "+14155550199", "to", from, "body", "hi", "mediaUrls",
                List.of("https://example.com/b.png"))));

        // Then
        contract.check(post("/messages", "from", "+14155550170", "to", "+14155550199", "text", "x"));
        assertThat(contract.check(post("/messages/whatsapp", "from", from, "to", "+14155550199", "type", "WHATSAPP",
                "whatsapp_message", Map.of("type", "text", "text", Map.of("body", "Größe 👋")), "webhook_url",
                "https://example.com/reports")).status()).isEqualTo(200);
        assertThat(contract.check(post("/messages/whatsapp", "from", from, "to", "+14155550199", "whatsapp_message",
                Map.of("type", "location"))).status()).isEqualTo(422);
        await().untilAsserted(() -> assertThat(receiver.requestsTo("/contract-texts")).hasSize(3));
        for (Received request : receiver.requestsTo("/contract-texts")) {
            boolean inbound = request.json().path("data").path("event_type").asText().equals("message.received");
            contract.checkEvent(request.json(), inbound ? "InboundMessageEvent" : "OutboundMessageEvent");
            contract.check(get("/messages/" + request.json().path("data").path("payload").path("id").asText()));
        }
        assertThat(sent.status()).isEqualTo(200);
    }

    @Test
    void sendsAWebhookWhenAnOrderEnds() {
        JsonNode done = awaitDecision(order("contract-webhook", available("206", 1)));

        await().untilAsserted(() -> assertThat(receiver.requestsTo("/telnyx-orders"))
                .anyMatch(request -> request.text().contains(done.path("id").asText())));
        receiver.requestsTo("/telnyx-orders")
                .forEach(request -> contract.checkEvent(request.json(), "NumberOrderWebhookEvent"));
    }

    /** Checks the validator: an invalid body must be an error. */
    @Test
    void validatorReportsAnInvalidBody() {
        Exchange search = get("/available_phone_numbers?filter[limit]=1");
        Exchange order = order("convicted", available("206", 1));

        assertThatThrownBy(() -> contract.check(new Exchange(search.request(), "/phone_numbers", null, search.response())))
                .isInstanceOf(AssertionError.class).hasMessageContaining("metadata");
        assertThatThrownBy(() -> contract.check(new Exchange(search.request(), "/available_phone_numbers?filter[color]=red",
                null, search.response()))).isInstanceOf(AssertionError.class).hasMessageContaining("color");
        assertThatThrownBy(() -> contract.check(new Exchange(order.request(), "/number_orders",
                "{\"phone_numbers\":[{\"requirement_group_id\":\"x\"}]}", order.response())))
                .isInstanceOf(AssertionError.class).hasMessageContaining("phone_number");
        assertThatThrownBy(() -> contract.checkEvent(order.json(), "NumberOrderWebhookEvent"))
                .isInstanceOf(AssertionError.class).hasMessageContaining("event_type");
    }
}
