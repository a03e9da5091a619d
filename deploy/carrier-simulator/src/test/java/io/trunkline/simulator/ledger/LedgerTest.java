package io.trunkline.simulator.ledger;

import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.get;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.twilioDelete;
import static io.trunkline.simulator.Api.twilioPost;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class LedgerTest {

    @Test
    void recordsEveryActionInOrder() {
        // Given
        Exchange bought = buy("808", "FriendlyName", "ledger-order-1");
        String number = bought.text("phone_number");
        String one = "/IncomingPhoneNumbers/" + bought.text("sid") + ".json";

        // When
        twilioPost(one, "SmsUrl", "https://example.com/sms", "VoiceUrl", "https://example.com/voice");
        twilioPost("/Messages.json", "From", number, "To", "+14155550188", "Body", "aloha", "MediaUrl",
                "https://example.com/a.png");
        JsonNode owned = get("/ledger?number=" + encode(number)).json().path("owned");
        twilioDelete(one);

        // Then
        List<JsonNode> entries = ledger("number=" + encode(number));
        assertThat(entries).extracting(entry -> entry.path("action").asText()).containsExactly("NUMBER_BOUGHT",
                "NUMBER_CONFIGURED", "MESSAGE_SENT", "NUMBER_RELEASED");
        assertThat(entries).extracting(entry -> entry.path("seq").asLong()).isSorted().doesNotHaveDuplicates();
        assertThat(entries).allMatch(entry -> entry.path("carrier").asText().equals("twilio") && entry.hasNonNull("at"));
        assertThat(entries.get(0).path("reference").asText()).isEqualTo("ledger-order-1");
        assertThat(entries.get(0).path("carrierId").asText()).isEqualTo(bought.text("sid"));
        assertThat(entries.get(1).path("smsUrl").asText()).isEqualTo("https://example.com/sms");
        assertThat(entries.get(2).path("to").asText()).isEqualTo("+14155550188");
        assertThat(entries.get(2).path("mediaUrls").path(0).asText()).isEqualTo("https://example.com/a.png");
        assertThat(owned).hasSize(1);
        assertThat(owned.path(0).path("smsUrl").asText()).isEqualTo("https://example.com/sms");
        assertThat(get("/ledger?number=" + encode(number)).json().path("owned")).isEmpty();
    }

    @Test
    void filtersTheLedgerByActionAndReference() {
        buy("808", "FriendlyName", "ledger-order-2");

        assertThat(ledger("reference=ledger-order-2&action=NUMBER_BOUGHT")).hasSize(1);
        assertThat(ledger("reference=ledger-order-2&action=NUMBER_RELEASED")).isEmpty();
        assertThat(get("/ledger?action=NUMBER_STOLEN").status()).isEqualTo(400);
    }

    @Test
    void writesOneLinePerEntry() throws IOException {
        buy("808");

        List<String> lines = Files
                .readAllLines(Path.of(ConfigProvider.getConfig().getValue("simulator.ledger.file", String.class)));

        List<JsonNode> entries = elements(get("/ledger").json().path("entries"));
        assertThat(lines).hasSizeLessThanOrEqualTo(entries.size()).isNotEmpty();
        assertThat(lines.get(0)).contains(entries.get(0).path("carrierId").asText());
    }

    @Test
    void servesTheHtmlPage() {
        assertThat(get("/").response().body()).contains("<h1>Carrier simulator</h1>");
    }
}
