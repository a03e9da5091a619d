package io.trunkline.simulator.telnyx.number;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.telnyx.TelnyxClient.available;
import static io.trunkline.simulator.telnyx.TelnyxClient.buy;
import static io.trunkline.simulator.telnyx.TelnyxClient.code;
import static io.trunkline.simulator.telnyx.TelnyxClient.delete;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static io.trunkline.simulator.telnyx.TelnyxClient.patch;
import static io.trunkline.simulator.telnyx.TelnyxClient.post;
import static io.trunkline.simulator.telnyx.TelnyxClient.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;
import io.trunkline.simulator.telnyx.TelnyxAccountRegistry;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class PhoneNumbersTest {

    @Inject
    PhoneNumberStore numbers;

    @Test
    void updatesSettingsPartially() {
        // Given
        String application = post("/texml_applications", "friendly_name", "calls", "voice_url", "https://example.com/calls")
                .json().path("data").path("id").asText();
        String texml = post("/texml_applications", "friendly_name", "texml", "voice_url", "https://example.com/calls").json()
                .path("data").path("id").asText();
        String profile = profile("https://example.com/texts");
        JsonNode number = buy("205");
        String one = "/phone_numbers/" + number.path("id").asText();

        // When
        patch(one, "connection_id", application, "tags", List.of("a", "b"));
        patch(one + "/messaging", "messaging_profile_id", profile);
        patch(one + "/voice", "call_forwarding", Map.of("call_forwarding_enabled", true, "forwards_to", "+12125550142"));
        JsonNode changed = patch(one, "customer_reference", "renamed").json().path("data");

        // Then
        assertThat(number.path("id").asText()).matches("[0-9]{19}");
        assertThat(changed.path("connection_id").asText()).isEqualTo(application);
        assertThat(changed.path("connection_name").asText()).isEqualTo("calls");
        assertThat(changed.path("messaging_profile_id").asText()).isEqualTo(profile);
        assertThat(patch(one, "connection_id", profile).status()).as("a profile is no connection").isEqualTo(422);
        assertThat(changed.path("messaging_profile_name").asText()).isEqualTo("profile");
        assertThat(changed.path("customer_reference").asText()).isEqualTo("renamed");
        assertThat(changed.path("tags")).hasSize(2);
        assertThat(patch(one, "connection_id", texml).json().path("data").path("connection_name").asText()).isEqualTo("texml");
        assertThat(get(one + "/voice").json().path("data").path("call_forwarding").path("forwards_to").asText())
                .isEqualTo("+12125550142");
        assertThat(get(one + "/messaging").json().path("data").path("features").path("sms").path("domestic_two_way")
                .asBoolean()).isTrue();
        assertThat(ledger("action=NUMBER_CONFIGURED&number=" + encode(number.path("phone_number").asText()))).hasSize(5)
                .anyMatch(entry -> entry.path("messagingProfileId").asText().equals(profile));
    }

    @Test
    void treatsAnEmptyProfileAsNone() {
        JsonNode number = buy("205", "messaging_profile_id", profile("https://example.com/texts"));
        String one = "/phone_numbers/" + number.path("id").asText();

        Exchange removed = patch(one + "/messaging", "messaging_profile_id", "");

        assertThat(number.path("messaging_profile_id").asText()).isNotEmpty();
        assertThat(removed.json().path("data").path("messaging_profile_id").isNull()).isTrue();
    }

    @Test
    void releasesANumberAndHoldsIt() {
        JsonNode number = buy("205");
        String one = "/phone_numbers/" + number.path("id").asText();

        Exchange released = delete(one);

        assertThat(released.status()).isEqualTo(200);
        assertThat(released.json().path("data").path("status").asText()).isEqualTo("deleted");
        assertThat(released.json().path("data").path("phone_number")).isEqualTo(number.path("phone_number"));
        assertThat(get(one).status()).isEqualTo(404);
        assertThat(code(delete(one))).isEqualTo("10005");
        assertThat(available("205", 50)).doesNotContain(number.path("phone_number").asText());
        assertThat(ledger("action=NUMBER_RELEASED&number=" + encode(number.path("phone_number").asText()))).hasSize(1);
    }

    /** At Telnyx a bulk update sets the lock, which is not simulated. */
    @Test
    void rejectsReleasingALockedNumber() {
        // Given
        JsonNode number = buy("205");
        String id = number.path("id").asText();

        // When
        numbers.configure(TelnyxAccountRegistry.MAIN, id, Map.of("deletion_lock_enabled", true));
        Exchange refused = delete("/phone_numbers/" + id);
        numbers.configure(TelnyxAccountRegistry.MAIN, id, Map.of("deletion_lock_enabled", false));

        // Then
        assertThat(refused.status()).isEqualTo(422);
        assertThat(code(refused)).isEqualTo("10027");
        assertThat(delete("/phone_numbers/" + id).status()).isEqualTo(200);
    }

    @Test
    void filtersSortsAndPagesTheList() {
        // Given
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonNode number = buy("251");
            bought.add(number.path("phone_number").asText());
            patch("/phone_numbers/" + number.path("id").asText(), "tags", List.of("paged"));
        }

        // When
        JsonNode first = get("/phone_numbers?filter[tag]=paged&page[size]=2&sort=phone_number").json();
        JsonNode second = get("/phone_numbers?filter[tag]=paged&page[size]=2&page[number]=2&sort=phone_number").json();
        JsonNode newest = get("/phone_numbers?filter[tag]=paged").json();

        // Then
        assertThat(first.path("data")).extracting(number -> number.path("phone_number").asText())
                .containsExactlyElementsOf(bought.subList(0, 2));
        assertThat(second.path("data")).hasSize(1);
        assertThat(first.path("meta").path("total_results").asInt()).isEqualTo(3);
        assertThat(first.path("meta").path("total_pages").asInt()).isEqualTo(2);
        assertThat(first.path("meta").path("page_number").asInt()).isEqualTo(1);
        assertThat(newest.path("meta").path("page_size").asInt()).isEqualTo(20);
        assertThat(newest.path("data").path(0).path("phone_number").asText()).isEqualTo(bought.get(2));
        assertThat(get("/phone_numbers?filter[phone_number]=" + encode(bought.get(1))).json().path("data")).hasSize(1);
        assertThat(get("/phone_numbers?filter[customer_reference]=" + encode("ref-" + bought.get(0))).json().path("data"))
                .hasSize(1);
        assertThat(get("/phone_numbers?filter[tag]=paged&filter[number_type][eq]=toll_free").json().path("data")).isEmpty();
        assertThat(get("/phone_numbers?filter[tag]=paged&filter[status]=deleted").json().path("data")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "page[size]=251, 422, 10033", "page[size]=0, 422, 10033", "page[number]=x, 400, 10015",
            "filter[phone_number]=41, 400, 10015", "sort=colour, 422, 10032", "filter[tagg]=x, 400, 10015" })
    void rejectsAnInvalidList(String query, int status, String code) {
        Exchange refused = get("/phone_numbers?" + query);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(code(refused)).isEqualTo(code);
    }

    @Test
    void rejectsInvalidSettings() {
        String one = "/phone_numbers/" + buy("205").path("id").asText();

        assertThat(code(patch(one, "messaging_profile_id", "x"))).isEqualTo("10015");
        assertThat(code(patch(one, "tags", "x"))).isEqualTo("10015");
        assertThat(code(patch(one, "connection_id", "1"))).isEqualTo("10017");
        assertThat(code(patch(one + "/messaging", "messaging_profile_id", "1"))).isEqualTo("10017");
        assertThat(code(patch(one + "/voice", "inbound_call_screening", "maybe"))).isEqualTo("10032");
        assertThat(code(patch("/phone_numbers/1", "tags", List.of()))).isEqualTo("10005");
    }
}
