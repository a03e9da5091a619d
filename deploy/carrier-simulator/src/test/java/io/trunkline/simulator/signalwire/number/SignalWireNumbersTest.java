package io.trunkline.simulator.signalwire.number;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.signalwire.SignalWireClient.PREFIX;
import static io.trunkline.simulator.signalwire.SignalWireClient.PROJECT;
import static io.trunkline.simulator.signalwire.SignalWireClient.UUID;
import static io.trunkline.simulator.signalwire.SignalWireClient.available;
import static io.trunkline.simulator.signalwire.SignalWireClient.buy;
import static io.trunkline.simulator.signalwire.SignalWireClient.call;
import static io.trunkline.simulator.signalwire.SignalWireClient.delete;
import static io.trunkline.simulator.signalwire.SignalWireClient.get;
import static io.trunkline.simulator.signalwire.SignalWireClient.numbers;
import static io.trunkline.simulator.signalwire.SignalWireClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class SignalWireNumbersTest {

    @Test
    void hasNoResourcesOfOneNumberType() {
        assertThat(get("/IncomingPhoneNumbers/Local").code()).isEqualTo(20404);
        assertThat(post("/IncomingPhoneNumbers/Local", "PhoneNumber", "+14155550130").code()).isEqualTo(20404);
    }

    @Test
    void showsTheConnectionAndProfileOfANumber() {
        Exchange bought = buy("303", "SmsUrl", "https://example.com/sms");

        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("sid")).matches(UUID);
        assertThat(bought.text("account_sid")).isEqualTo(PROJECT);
        assertThat(bought.text("account_id")).isEqualTo(PROJECT);
        assertThat(bought.text("country_code")).isEqualTo("US");
        assertThat(bought.text("origin")).isEqualTo("signalwire");
        assertThat(bought.text("friendly_name")).startsWith("(303) ");
        assertThat(bought.text("uri")).isEqualTo(PREFIX + "/IncomingPhoneNumbers/" + bought.text("sid") + ".json");
        assertThat(bought.json().path("voice_url").isNull()).isTrue();
        assertThat(bought.json().has("verification_status")).isFalse();
        assertThat(bought.json().path("capabilities").path("sms").asBoolean()).isTrue();
    }

    @Test
    void sellsANumberOnceToConcurrentBuyers() {
        // Given
        String number = "+13035550135";
        ExecutorService buyers = Executors.newFixedThreadPool(20);

        // When
        List<CompletableFuture<Exchange>> purchases = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            purchases.add(CompletableFuture.supplyAsync(() -> post("/IncomingPhoneNumbers", "PhoneNumber", number), buyers));
        }
        List<Exchange> answers = purchases.stream().map(CompletableFuture::join).toList();
        buyers.shutdown();

        // Then
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 422 && answer.code() == 20422).hasSize(19);
        assertThat(ledger("number=" + encode(number))).singleElement()
                .satisfies(entry -> assertThat(entry.path("carrier").asText()).isEqualTo("signalwire"));
    }

    @ParameterizedTest
    @CsvSource({ "PhoneNumber, 3035550136, 21401", "PhoneNumber, hello, 21401", "FriendlyName, nothing, 21421",
            "PhoneNumber, +33612345678, 20422", "PhoneNumber, +13035550150, 20422", "PhoneNumber, +442079460130, 20422",
            "AreaCode, 303, 90000", "AddressSid, 1, 90000", "BundleSid, 1, 90000", "Phonenumber, +13035550136, 90000" })
    void rejectsAnInvalidPurchase(String parameter, String value, int code) {
        Exchange refused = post("/IncomingPhoneNumbers", parameter, value);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({ "SmsUrl, ftp://example.com, 21402", "VoiceUrl, nowhere, 21402", "StatusCallback, nowhere, 21456",
            "SmsMethod, PUT, 21209", "VoiceReceiveMode, pigeon, 90000",
            "SmsApplicationSid, 00000000-0000-4000-8000-000000000001, 21420",
            "EmergencyAddressSid, 00000000-0000-4000-8000-000000000001, 90000" })
    void rejectsAPurchaseWithInvalidSettings(String setting, String value, int code) {
        Exchange refused = post("/IncomingPhoneNumbers", "PhoneNumber", "+13035550139", setting, value);

        assertThat(refused.code()).isEqualTo(code);
        assertThat(ledger("number=%2B13035550139")).isEmpty();
    }

    @Test
    void updatesOnlyTheGivenSettings() {
        // Given
        Exchange bought = buy("720", "FriendlyName", "before", "SmsUrl", "https://example.com/sms", "VoiceUrl",
                "https://example.com/voice");
        String one = "/IncomingPhoneNumbers/" + bought.text("sid");

        // When
        post(one, "SmsUrl", "https://example.com/new", "SmsMethod", "GET");
        Exchange changed = post(one + ".json", "VoiceUrl", "");

        // Then
        assertThat(changed.text("friendly_name")).isEqualTo("before");
        assertThat(changed.text("sms_url")).isEqualTo("https://example.com/new");
        assertThat(changed.text("sms_method")).isEqualTo("GET");
        assertThat(changed.json().path("voice_url").isNull()).isTrue();
        assertThat(get(one).json()).isEqualTo(changed.json());
    }

    @Test
    void rejectsReleasingANewNumber() {
        // Given
        Exchange bought = buy("505");
        String number = bought.text("phone_number");
        String one = "/IncomingPhoneNumbers/" + bought.text("sid");

        // When
        Exchange early = delete(one);

        // Then
        assertThat(early.status()).isEqualTo(422);
        assertThat(early.code()).isEqualTo(22121);
        assertThat(get(one).status()).isEqualTo(200);

        // When
        await().untilAsserted(() -> assertThat(delete(one).status()).isEqualTo(204));

        // Then
        assertThat(delete(one).code()).isEqualTo(20404);
        assertThat(get(one).status()).isEqualTo(404);
        assertThat(post(one, "SmsUrl", "https://example.com").status()).isEqualTo(404);
        assertThat(available("505")).doesNotContain(number);
        assertThat(post("/IncomingPhoneNumbers", "PhoneNumber", number).code()).isEqualTo(20422);
    }

    @ParameterizedTest
    @CsvSource({ "PhoneNumber=%2B15755550133, 1", "PhoneNumber=575555013, 2", "FriendlyName=order-575-a, 1",
            "FriendlyName=order-575, 0", "PhoneNumber=%2B15755550134&FriendlyName=order-575-a, 0" })
    void filtersTheList(String filter, int found) {
        post("/IncomingPhoneNumbers", "PhoneNumber", "+15755550133", "FriendlyName", "order-575-a");
        post("/IncomingPhoneNumbers", "PhoneNumber", "+15755550134", "FriendlyName", "order-575-b");

        assertThat(numbers(get("/IncomingPhoneNumbers?" + filter), "incoming_phone_numbers")).hasSize(found);
    }

    @Test
    void listsEveryNumberOnceWhileOthersAreBought() {
        // Given
        List<String> bought = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            bought.add(buy("775", "FriendlyName", "paged").text("phone_number"));
        }
        Collections.reverse(bought);

        // When
        List<String> seen = new ArrayList<>();
        String next = PREFIX + "/IncomingPhoneNumbers?FriendlyName=paged&PageSize=3";
        while (next != null) {
            Exchange page = call("GET", next, null);
            seen.addAll(numbers(page, "incoming_phone_numbers"));
            JsonNode uri = page.json().path("next_page_uri");
            next = uri.isNull() ? null : uri.asText();
            buy("775", "FriendlyName", "paged");
        }

        // Then
        assertThat(seen).containsExactlyElementsOf(bought);
    }

    @ParameterizedTest
    @CsvSource({ "Page=1, 54453", "Page=1&PageToken=, 54453", "PageToken=XY12, 54453", "PageSize=1001, 54454",
            "PageSize=none, 54454", "Origin=signalwire, 90000" })
    void rejectsAnInvalidPage(String query, int code) {
        Exchange refused = get("/IncomingPhoneNumbers?" + query);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void acceptsTheProjectAndItsTokenOnly() {
        HttpRequest wrongToken = Api.request("GET", "/signalwire" + PREFIX + "/IncomingPhoneNumbers", null, null)
                .header("Authorization", Api.basic(PROJECT, "wrong")).build();

        Exchange refused = Api.send(wrongToken, "", null);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo(20003);
        assertThat(refused.response().headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(Api.get("/signalwire" + PREFIX + "/Messages").code()).isEqualTo(20003);
        assertThat(call("GET", PREFIX.replace("aa", "bb") + "/Messages", null).code()).isEqualTo(20003);
    }
}
