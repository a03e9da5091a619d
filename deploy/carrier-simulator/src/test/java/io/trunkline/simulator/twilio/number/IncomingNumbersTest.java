package io.trunkline.simulator.twilio.number;

import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.elements;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.twilio;
import static io.trunkline.simulator.Api.twilioDelete;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.Api.twilioPost;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class IncomingNumbersTest {

    private static final String ADDRESS = "AD" + "0".repeat(32);
    private static final String AMERICAN_ADDRESS = "AD" + "0".repeat(31) + "1";
    private static final String BUNDLE = "BU" + "0".repeat(32);

    @Test
    void sellsANumberOnceToConcurrentBuyers() {
        // Given
        String number = "+13035550150";
        ExecutorService buyers = Executors.newFixedThreadPool(20);

        // When
        List<CompletableFuture<Exchange>> purchases = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            purchases.add(CompletableFuture.supplyAsync(
                    () -> twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", number), buyers));
        }
        List<Exchange> answers = purchases.stream().map(CompletableFuture::join).toList();
        buyers.shutdown();

        // Then
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() == 400 && answer.code() == 21422).hasSize(19);
        assertThat(ledger("number=" + encode(number) + "&action=NUMBER_BOUGHT")).hasSize(1);
    }

    @Test
    void sellsDifferentNumbersToConcurrentAreaCodePurchases() {
        ExecutorService buyers = Executors.newFixedThreadPool(10);

        List<CompletableFuture<Exchange>> purchases = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            purchases.add(CompletableFuture.supplyAsync(() -> buy("719"), buyers));
        }
        List<String> numbers = purchases.stream().map(purchase -> purchase.join().text("phone_number")).toList();
        buyers.shutdown();

        assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number.startsWith("+1719"));
    }

    @ParameterizedTest
    @CsvSource({ "/IncomingPhoneNumbers.json, PhoneNumber, +1415555, 21421",
            "/IncomingPhoneNumbers.json, PhoneNumber, hello, 21421",
            "/IncomingPhoneNumbers.json, PhoneNumber, +33612345678, 21422",
            "/IncomingPhoneNumbers.json, FriendlyName, nothing, 21421",
            "/IncomingPhoneNumbers.json, AreaCode, 999, 21451",
            "/IncomingPhoneNumbers.json, Phonenumber, +13035550101, 20001",
            "/IncomingPhoneNumbers/TollFree.json, PhoneNumber, +13035550101, 21458",
            "/IncomingPhoneNumbers/Local.json, PhoneNumber, +18005550101, 21458" })
    void rejectsAnInvalidPurchase(String path, String parameter, String value, int code) {
        Exchange refused = twilioPost(path, parameter, value);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.text("more_info")).isEqualTo("https://www.twilio.com/docs/errors/" + code);
        assertThat(refused.json().path("status").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({ "SmsUrl, ftp://example.com, 21402", "VoiceUrl, nowhere, 21402",
            "SmsUrl, https://under_score.example.com, 21402",
            "StatusCallback, nowhere, 21502", "SmsMethod, PUT, 21403", "AddressSid, AD1, 20001",
            "VoiceReceiveMode, pigeon, 20001", "SmsApplicationSid, AP00000000000000000000000000000000, 21420" })
    void rejectsAPurchaseWithInvalidSettings(String setting, String value, int code) {
        Exchange refused = twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", "+13035550197", setting, value);

        assertThat(refused.code()).isEqualTo(code);
        assertThat(ledger("number=%2B13035550197")).isEmpty();
    }

    @Test
    void requiresAnAddressAndABundleForBritishMobileNumbers() {
        String number = british("Mobile.json");

        assertThat(purchase(number).code()).isEqualTo(21631);
        assertThat(purchase(number, "BundleSid", BUNDLE).code()).isEqualTo(21631);
        assertThat(purchase(number, "AddressSid", AMERICAN_ADDRESS).code()).isEqualTo(21649);
        Exchange bought = purchase(number, "AddressSid", AMERICAN_ADDRESS, "BundleSid", BUNDLE);

        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("address_requirements")).isEqualTo("any");
        assertThat(bought.text("bundle_sid")).isEqualTo(BUNDLE);
    }

    @Test
    void requiresABritishAddressForBritishGeographicNumbers() {
        String number = british("Local.json?InLocality=London");

        assertThat(purchase(number).code()).isEqualTo(21615);
        assertThat(purchase(number, "AddressSid", AMERICAN_ADDRESS).code()).isEqualTo(21615);
        Exchange bought = purchase(number, "AddressSid", ADDRESS);

        assertThat(bought.status()).isEqualTo(201);
        assertThat(bought.text("address_requirements")).isEqualTo("local");
        assertThat(bought.text("address_sid")).isEqualTo(ADDRESS);
    }

    @ParameterizedTest
    @CsvSource({ "AddressSid, AD00000000000000000000000000000009, 21628",
            "BundleSid, BU00000000000000000000000000000009, 21651" })
    void rejectsAnUnknownAddressOrBundle(String setting, String value, int code) {
        assertThat(purchase("+13035550197", setting, value).code()).isEqualTo(code);
        assertThat(ledger("number=%2B13035550197")).isEmpty();
    }

    private static String british(String search) {
        return elements(twilioGet("/AvailablePhoneNumbers/GB/" + search).json().path("available_phone_numbers")).get(0)
                .path("phone_number").asText();
    }

    private static Exchange purchase(String number, String... settings) {
        return twilioPost("/IncomingPhoneNumbers.json", Stream.concat(Stream.of("PhoneNumber", number), Stream.of(settings))
                .toArray(String[]::new));
    }

    @Test
    void updatesOnlyTheGivenSettings() {
        // Given
        Exchange bought = buy("720", "FriendlyName", "before", "SmsUrl", "https://example.com/sms", "VoiceUrl",
                "https://example.com/voice");
        String one = "/IncomingPhoneNumbers/" + bought.text("sid") + ".json";

        // When
        twilioPost(one, "SmsUrl", "https://example.com/new", "SmsMethod", "GET");
        Exchange changed = twilioPost(one, "VoiceUrl", "");

        // Then
        assertThat(changed.text("friendly_name")).isEqualTo("before");
        assertThat(changed.text("sms_url")).isEqualTo("https://example.com/new");
        assertThat(changed.text("sms_method")).isEqualTo("GET");
        assertThat(changed.text("voice_url")).isEmpty();
        assertThat(changed.text("phone_number")).isEqualTo(bought.text("phone_number"));
    }

    @Test
    void usesTheNumberAsDefaultName() {
        assertThat(twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", "+19705550142").text("friendly_name"))
                .isEqualTo("(970) 555-0142");
    }

    @Test
    void releasesANumberOnce() {
        String one = "/IncomingPhoneNumbers/" + buy("505").text("sid") + ".json";

        Exchange first = twilioDelete(one);
        Exchange second = twilioDelete(one);

        assertThat(first.status()).isEqualTo(204);
        assertThat(first.response().body()).isEmpty();
        assertThat(second.status()).isEqualTo(404);
        assertThat(second.code()).isEqualTo(20404);
        assertThat(twilioGet(one).status()).isEqualTo(404);
        assertThat(twilioPost(one, "SmsUrl", "https://example.com").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({ "PhoneNumber=%2B15755550123, 1", "PhoneNumber=5755550, 2", "PhoneNumber=%2B1575555*123, 1",
            "FriendlyName=order-575-a, 1", "FriendlyName=order-575, 0",
            "PhoneNumber=%2B15755550124&FriendlyName=order-575-a, 0",
            "PhoneNumber=%2B575, 0" })
    void filtersTheList(String filter, int found) {
        twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", "+15755550123", "FriendlyName", "order-575-a");
        twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", "+15755550124", "FriendlyName", "order-575-b");

        assertThat(twilioGet("/IncomingPhoneNumbers.json?" + filter).json().path("incoming_phone_numbers")).hasSize(found);
    }

    @Test
    void listsEveryNumberOnceWhileOthersAreBoughtAndReleased() {
        // Given
        List<Exchange> bought = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            bought.add(buy("775", "FriendlyName", "paged"));
        }

        // When
        List<String> seen = new ArrayList<>();
        String next = Api.PREFIX + "/IncomingPhoneNumbers.json?FriendlyName=paged&PageSize=3";
        JsonNode page = null;
        while (next != null) {
            page = twilio("GET", next, null).json();
            elements(page.path("incoming_phone_numbers")).forEach(number -> seen.add(number.path("phone_number").asText()));
            next = page.path("next_page_uri").isNull() ? null : page.path("next_page_uri").asText();
            buy("775", "FriendlyName", "paged");
            twilioDelete("/IncomingPhoneNumbers/" + bought.get(6).text("sid") + ".json");
        }

        // Then
        assertThat(seen).containsExactlyElementsOf(
                reversed(bought).stream().map(number -> number.text("phone_number")).toList());
        assertThat(page.path("previous_page_uri").isNull()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "wrong-token", "" })
    void rejectsWrongCredentials(String token) {
        HttpRequest request = Api.request("GET", "/twilio" + Api.PREFIX + "/IncomingPhoneNumbers.json", null, null)
                .header("Authorization", Api.basic(Api.ACCOUNT, token)).build();

        Exchange refused = Api.send(request, "", null);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo(20003);
        assertThat(refused.response().headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void rejectsMissingCredentialsAndOtherAccounts() {
        assertThat(Api.get("/twilio" + Api.PREFIX + ".json").code()).isEqualTo(20003);
        assertThat(twilio("GET", "/2010-04-01/Accounts/AC" + "f".repeat(32) + ".json", null).code()).isEqualTo(20003);
    }

    @Test
    void answersErrorsInTwiliosFormat() {
        assertThat(twilioGet("/Faxes.json").code()).isEqualTo(20404);
        assertThat(twilio("PUT", Api.PREFIX + "/IncomingPhoneNumbers.json", "A=b").code()).isEqualTo(20004);
    }

    private static List<Exchange> reversed(List<Exchange> exchanges) {
        List<Exchange> reversed = new ArrayList<>(exchanges);
        Collections.reverse(reversed);
        return reversed;
    }
}
