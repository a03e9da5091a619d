package io.trunkline.carrier.twilio;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.OUTCOME_UNKNOWN;
import static io.trunkline.carrier.spi.CarrierFailure.PROTOCOL_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.HostileCarrier;

/** An answer is somebody else's bytes: it is bounded, judged, and never taken for more than it says. */
@QuarkusTest
class HostileAnswersTest extends TwilioAdapterTest {

    private static final String NUMBER = "+14155550142";
    private static final String OWNED = """
            {"sid":"PN1","account_sid":"AC1","phone_number":"+14155550142","friendly_name":"ours","a_new_field":{"x":[1]},
             "capabilities":{"Voice":true,"SMS":true,"rcs":true},"date_created":"yesterday","bundle_sid":null}""";
    private static final String PAGE = "{\"incoming_phone_numbers\":[%s],\"next_page_uri\":%s}";

    @Test
    void fieldsOfALaterVersionAndDatesInAnotherFormAreNoObstacle() {
        try (HostileCarrier carrier = HostileCarrier.answering(201, "application/json", OWNED)) {
            OwnedNumber bought = item(twilio(carrier.url()).order(purchase(NUMBER, "ours")));

            assertThat(bought.carrierNumberId()).isEqualTo("PN1");
            assertThat(bought.capabilities().voice()).isTrue();
            assertThat(bought.capabilities().mms()).isFalse();
            assertThat(bought.ownedSince()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "<html>Bad Gateway</html>", "null", "[]", "\"ok\"", "{}",
            "{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":\"+1415555",
            "{\"sid\":null,\"account_sid\":\"AC1\",\"phone_number\":\"+14155550142\"}",
            "{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":\"(415) 555-0142\"}",
            "{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":\"+14155550143\"}",
            "{\"sid\":\"PN1\",\"account_sid\":\"AC1\",\"phone_number\":{\"e164\":\"+14155550142\"}}",
            "{\"sid\":\"PN1\",\"phone_number\":\"+14155550142\"}",
            "{\"code\":21422,\"message\":\"not available\",\"status\":400}" })
    void aSuccessThatDoesNotNameTheNumberLeavesThePurchaseInDoubt(String body) {
        try (HostileCarrier carrier = HostileCarrier.answering(201, "application/json", body)) {
            assertThat(failure(twilio(carrier.url()).order(purchase(NUMBER, "ours"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    @Test
    void redirectsAreNotFollowed() {
        try (HostileCarrier elsewhere = HostileCarrier.answering(200, "application/json", OWNED);
                HostileCarrier carrier = HostileCarrier.redirectingTo(elsewhere.url())) {
            Carrier twilio = twilio(carrier.url());

            assertThat(failure(twilio.order(purchase(NUMBER, "ours"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
            assertThat(failure(twilio.listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void anAnswerThatDripsEndsWithTheTotalTimeout() {
        try (HostileCarrier carrier = HostileCarrier.dripping()) {
            Instant started = Instant.now();

            assertThat(failure(twilio(carrier.url(), "total-timeout", "700ms").order(purchase(NUMBER, "ours"))).failure())
                    .isEqualTo(OUTCOME_UNKNOWN);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        try (HostileCarrier carrier = HostileCarrier.flooding()) {
            Instant started = Instant.now();

            assertThat(failure(twilio(carrier.url(), "max-answer", "1M", "total-timeout", "30s").listOwned()).failure())
                    .isEqualTo(CARRIER_UNAVAILABLE);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aReleaseIsDoneOnlyWhenTheCarrierSaysSo() {
        try (HostileCarrier carrier = HostileCarrier.answering(200, "text/html", "<html>Welcome</html>")) {
            assertThat(failure(twilio(carrier.url()).release("PN1")).failure()).isEqualTo(OUTCOME_UNKNOWN);
        }
    }

    @Test
    void aListIsReadToItsLastPageOnTheConfiguredHostOnly() {
        String next = "\"https://elsewhere.example.com/2010-04-01/x.json?PageSize=1&Page=1&PageToken=PAPN1\"";
        try (HostileCarrier carrier = HostileCarrier.answeringInTurn(PAGE.formatted(OWNED, next), PAGE.formatted("", "null"))) {
            assertThat(item(twilio(carrier.url()).listOwned())).hasSize(1);

            assertThat(carrier.requests()).hasSize(2).last().asString()
                    .startsWith("GET /2010-04-01/Accounts/" + CarrierSimulator.ACCOUNT + "/IncomingPhoneNumbers.json?")
                    .contains("Page=1").contains("PageToken=PAPN1");
        }
    }

    @Test
    void aListThatBreaksOffIsAFailureAndNoShorterList() {
        String next = "\"/2010-04-01/x.json?Page=1&PageToken=PAPN1\"";
        List<String> brokenOff = List.of("<html></html>", "{\"incoming_phone_numbers\":[" + OWNED,
                "{\"incoming_phone_numbers\":[]}", "{\"next_page_uri\":null}", PAGE.formatted("{\"sid\":\"PN2\"}", "null"),
                PAGE.formatted(OWNED, next));
        for (String secondPage : brokenOff) {
            try (HostileCarrier carrier = HostileCarrier.answeringInTurn(PAGE.formatted(OWNED, next), secondPage)) {
                assertThat(failure(twilio(carrier.url()).listOwned()).failure()).as(secondPage).isEqualTo(PROTOCOL_ERROR);
            }
        }
    }
}
