package io.trunkline.simulator.signalwire;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.signalwire.SignalWireClient.PREFIX;
import static io.trunkline.simulator.signalwire.SignalWireClient.buy;
import static io.trunkline.simulator.signalwire.SignalWireClient.call;
import static io.trunkline.simulator.signalwire.SignalWireClient.delete;
import static io.trunkline.simulator.signalwire.SignalWireClient.get;
import static io.trunkline.simulator.signalwire.SignalWireClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.OpenApiDocuments;
import io.trunkline.simulator.WebhookReceiver;

/** Validates requests and responses against SignalWire's OpenAPI document. */
@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class SignalWireContractTest {

    private static final String RFC_2822 = "[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000";

    private static SignalWireContract contract;

    WebhookReceiver receiver;

    /** Runs before each test, so that every test without the document is counted as skipped. */
    @BeforeEach
    void readDocument() {
        Path document = OpenApiDocuments.require("signalwire_compatibility.yaml");
        contract = contract != null ? contract : new SignalWireContract(document);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/US/Local?AreaCode=415&SmsEnabled=true&MmsEnabled=true", "/US/TollFree?Contains=800",
            "/CA/Local?InRegion=ON&InLocality=Toronto", "/CA/TollFree", "/US/Local?FaxEnabled=true&Beta=false", "/US", "" })
    void availableNumbers(String path) {
        assertThat(contract.check(get("/AvailablePhoneNumbers" + path)).status()).isEqualTo(200);
    }

    @Test
    void numberLifecycle() {
        // Given
        String offered = contract.check(get("/AvailablePhoneNumbers/US/Local?AreaCode=206")).json()
                .path("available_phone_numbers").path(0).path("phone_number").asText();

        // When
        Exchange bought = contract.check(post("/IncomingPhoneNumbers", "PhoneNumber", offered, "FriendlyName", "contract",
                "SmsUrl", "https://example.com/sms", "SmsMethod", "POST", "VoiceUrl", "https://example.com/voice",
                "StatusCallback", "https://example.com/status"));
        String one = "/IncomingPhoneNumbers/" + bought.text("sid");
        Exchange read = contract.check(get(one));
        Exchange changed = contract.check(post(one, "SmsUrl", "https://example.com/other", "SmsFallbackUrl",
                "https://example.com/fallback"));
        Exchange listed = contract.check(get("/IncomingPhoneNumbers?PhoneNumber=" + encode(offered)
                + "&FriendlyName=contract&PageSize=20"));
        Exchange early = contract.check(delete(one));
        await().untilAsserted(() -> assertThat(contract.check(delete(one)).status()).isEqualTo(204));
        Exchange gone = contract.check(delete(one));

        // Then
        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("date_created")).matches(RFC_2822);
        assertThat(read.json()).isEqualTo(bought.json());
        assertThat(changed.text("sms_url")).isEqualTo("https://example.com/other");
        assertThat(listed.json().path("incoming_phone_numbers")).hasSize(1);
        assertThat(early.status()).isEqualTo(422);
        assertThat(gone.status()).isEqualTo(404);
    }

    @Test
    void tollFreeNumber() {
        String offered = get("/AvailablePhoneNumbers/US/TollFree").json().path("available_phone_numbers").path(0)
                .path("phone_number").asText();

        Exchange bought = contract.check(post("/IncomingPhoneNumbers", "PhoneNumber", offered));

        assertThat(bought.text("verification_status")).isEqualTo("Unverified");
    }

    @Test
    void pagesOfNumbers() {
        for (int i = 0; i < 3; i++) {
            assertThat(buy("360", "FriendlyName", "contract-pages").status()).isEqualTo(201);
        }

        JsonNode first = contract.check(get("/IncomingPhoneNumbers?FriendlyName=contract-pages&PageSize=2")).json();
        JsonNode second = contract.check(call("GET", first.path("next_page_uri").asText(), null)).json();

        assertThat(second.path("incoming_phone_numbers")).hasSize(1);
        assertThat(second.path("next_page_uri").isNull()).isTrue();
        assertThat(contract.check(get("/IncomingPhoneNumbers?Page=1")).status()).isEqualTo(422);
    }

    @Test
    void messages() {
        String from = buy("425").text("phone_number");

        Exchange sent = contract.check(post("/Messages", "From", from, "To", "+14155550199", "Body", "Größe 👋", "MediaUrl",
                "https://example.com/a.png", "MediaUrl", "https://example.com/b.png", "StatusCallback",
                receiver.url("/signalwire/contract-status"), "ValidityPeriod", "172800"));
        contract.check(post("/Messages", "From", from, "To", "+14155550199", "Body", "text", "SendAsMms", "true"));
        contract.check(get("/Messages/" + sent.text("sid")));
        Exchange listed = contract.check(get("/Messages?From=" + encode(from) + "&PageSize=1"));

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("sid")).matches(SignalWireClient.UUID);
        assertThat(sent.text("status")).isEqualTo("queued");
        assertThat(listed.json().path("messages")).hasSize(1);
    }

    @Test
    void readsTheProject() {
        Exchange project = contract.check(get(""));

        assertThat(project.status()).isEqualTo(200);
        assertThat(project.text("auth_token")).isEqualTo("redacted");
    }

    @ParameterizedTest
    @CsvSource({ "/AvailablePhoneNumbers/US/Local?AreaCode=41, 422", "/IncomingPhoneNumbers?PageToken=x, 422",
            "/IncomingPhoneNumbers/00000000-0000-4000-8000-00000000ffff, 404",
            "/Messages/00000000-0000-4000-8000-00000000ffff, 404", "/Messages?PageToken=XX1, 422" })
    void errors(String path, int status) {
        assertThat(contract.check(get(path)).status()).isEqualTo(status);
    }

    /** Checks the validator: the response of another operation must be an error. */
    @Test
    void validatorReportsAnInvalidBody() {
        Exchange number = buy("509");
        Exchange forged = new Exchange(number.request(), PREFIX + "/Messages", "Body=no+recipient", number.response());

        assertThatThrownBy(() -> contract.check(forged)).isInstanceOf(AssertionError.class).hasMessageContaining("\"To\"")
                .hasMessageContaining("account_id");
    }
}
