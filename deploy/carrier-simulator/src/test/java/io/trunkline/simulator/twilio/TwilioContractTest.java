package io.trunkline.simulator.twilio;

import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.twilio;
import static io.trunkline.simulator.Api.twilioDelete;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.Api.twilioPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;

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

/** Validates requests and responses against Twilio's OpenAPI document. */
@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class TwilioContractTest {

    private static final String RFC_2822 = "[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} \\+0000";

    private static TwilioContract contract;

    WebhookReceiver receiver;

    /** Runs before each test, so that every test without the document is counted as skipped. */
    @BeforeEach
    void readDocument() {
        Path document = OpenApiDocuments.require("twilio_api_v2010.json");
        contract = contract != null ? contract : new TwilioContract(document);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/US/Local.json?AreaCode=415&SmsEnabled=true&PageSize=3", "/US/TollFree.json?Contains=800",
            "/CA/Local.json?InRegion=ON&InLocality=Toronto", "/CA/TollFree.json", "/GB/Local.json", "/GB/Mobile.json",
            "/US/Local.json?FaxEnabled=true", "/US.json", ".json" })
    void availableNumbers(String path) {
        Exchange answer = contract.check(twilioGet("/AvailablePhoneNumbers" + path));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void prices() {
        TwilioContract prices = new TwilioContract(OpenApiDocuments.require("twilio_pricing_v1.json"));

        Exchange answer = prices.check(twilio("GET", "/v1/PhoneNumbers/Countries/US", null));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void numberLifecycle() {
        // Given
        String offered = contract.check(twilioGet("/AvailablePhoneNumbers/US/Local.json?AreaCode=206")).json()
                .path("available_phone_numbers").path(0).path("phone_number").asText();

        // When
        Exchange bought = contract.check(twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", offered, "FriendlyName",
                "contract", "SmsUrl", "https://example.com/sms", "SmsMethod", "POST", "VoiceUrl",
                "https://example.com/voice", "StatusCallback", "https://example.com/status"));
        String one = "/IncomingPhoneNumbers/" + bought.text("sid") + ".json";
        Exchange read = contract.check(twilioGet(one));
        Exchange changed = contract.check(twilioPost(one, "SmsUrl", "https://example.com/other", "SmsFallbackUrl",
                "https://example.com/fallback"));
        Exchange listed = contract.check(twilioGet("/IncomingPhoneNumbers.json?PhoneNumber=" + encode(offered)
                + "&FriendlyName=contract&PageSize=20"));
        Exchange released = contract.check(twilioDelete(one));

        // Then
        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("date_created")).matches(RFC_2822);
        assertThat(read.json()).isEqualTo(bought.json());
        assertThat(changed.text("sms_url")).isEqualTo("https://example.com/other");
        assertThat(listed.json().path("incoming_phone_numbers")).hasSize(1);
        assertThat(released.status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = { "US/Local", "US/TollFree", "GB/Mobile" })
    void purchaseByType(String countryAndType) {
        String type = countryAndType.substring(3);
        String offered = twilioGet("/AvailablePhoneNumbers/" + countryAndType + ".json").json()
                .path("available_phone_numbers").path(0).path("phone_number").asText();

        Exchange bought = contract.check(twilioPost("/IncomingPhoneNumbers/" + type + ".json", "PhoneNumber", offered,
                "AddressSid", "AD" + "0".repeat(32), "BundleSid", "BU" + "0".repeat(32)));

        assertThat(bought.status()).isEqualTo(201);
        contract.check(twilioGet("/IncomingPhoneNumbers/" + type + ".json"));
    }

    @Test
    void pagesOfNumbers() {
        for (int i = 0; i < 3; i++) {
            assertThat(buy("360", "FriendlyName", "contract-pages").status()).isEqualTo(201);
        }

        JsonNode first = contract.check(twilioGet("/IncomingPhoneNumbers.json?FriendlyName=contract-pages&PageSize=2")).json();
        JsonNode second = contract.check(twilio("GET", first.path("next_page_uri").asText(), null)).json();

        assertThat(second.path("incoming_phone_numbers")).hasSize(1);
        assertThat(second.path("next_page_uri").isNull()).isTrue();
    }

    @Test
    void messages() {
        String from = buy("425").text("phone_number");

        Exchange sent = contract.check(twilioPost("/Messages.json", "From", from, "To", "+14155550199", "Body", "Größe 👋",
                "MediaUrl", "https://example.com/a.png", "MediaUrl", "https://example.com/b.png", "StatusCallback",
                receiver.url("/contract-status")));
        Exchange text = contract.check(twilioPost("/Messages.json", "From", from, "To", "+14155550199", "Body", "text"));
        contract.check(twilioGet("/Messages/" + sent.text("sid") + ".json"));
        Exchange listed = contract.check(twilioGet("/Messages.json?From=" + encode(from) + "&PageSize=1"));

        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.text("sid")).startsWith("MM");
        assertThat(sent.text("status")).isEqualTo("queued");
        assertThat(text.text("sid")).startsWith("SM");
        assertThat(listed.json().path("messages")).hasSize(1);
    }

    @Test
    void readsTheAccount() {
        assertThat(contract.check(twilio("GET", Api.PREFIX + ".json", null)).status()).isEqualTo(200);
    }

    /** Checks the validator: the response of another operation must be an error. */
    @Test
    void validatorReportsAnInvalidBody() {
        Exchange number = buy("509");
        Exchange forged = new Exchange(number.request(), Api.PREFIX + "/Messages.json", "Body=no+recipient",
                number.response());

        assertThatThrownBy(() -> contract.check(forged)).isInstanceOf(AssertionError.class)
                .hasMessageContaining("To");
    }
}
