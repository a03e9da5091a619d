package io.trunkline.carrier.twilio;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_NOT_CONFIGURED;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.DESTINATION_REFUSED;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.OUTCOME_UNKNOWN;
import static io.trunkline.carrier.spi.CarrierFailure.PROTOCOL_ERROR;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.embedded.FreePorts;
import io.trunkline.events.NumberType;
import io.trunkline.kit.number.PhoneNumbers;

/** What the contract of a carrier promises, kept by this adapter. */
@QuarkusTest
class TwilioCarrierTest extends TwilioAdapterTest {

    private final String reference = UUID.randomUUID().toString();
    private Carrier twilio;

    @BeforeEach
    void connect() {
        twilio = twilio(CarrierSimulator.twilio());
    }

    @Test
    void findsLocalNumbersOfAnArea() {
        assertThat(item(twilio.search(new NumberSearch("US", NumberType.LOCAL, "206", 7)))).hasSize(7)
                .allSatisfy(number -> assertThat(number).startsWith("+1206"));
    }

    @Test
    void findsTollFreeNumbersAndNumbersOfOtherCountries() {
        assertThat(item(twilio.search(new NumberSearch("US", NumberType.TOLL_FREE, null, 3)))).hasSize(3)
                .allSatisfy(number -> assertThat(PhoneNumbers.describe(number).orElseThrow().numberType())
                        .isEqualTo(NumberType.TOLL_FREE));
        assertThat(item(twilio.search(new NumberSearch("GB", NumberType.MOBILE, null, 3))))
                .allSatisfy(number -> assertThat(number).startsWith("+447"));
    }

    @Test
    void aKindOfNumberThatACountryLacksIsNoFailure() {
        assertThat(item(twilio.search(new NumberSearch("US", NumberType.MOBILE, null, 3)))).isEmpty();
    }

    @Test
    void nothingForSaleIsNoFailure() {
        CarrierSimulator.fault("\"operation\":\"search\",\"fault\":\"NO_INVENTORY\"");

        assertThat(item(twilio.search(new NumberSearch("US", NumberType.LOCAL, null, 3)))).isEmpty();
    }

    @Test
    void buysExactlyTheNumberAskedForAndFindsItAgain() {
        // Given
        String number = anyNumber();

        // When
        OwnedNumber bought = item(twilio.order(purchase(number, reference)));

        // Then
        assertThat(bought.e164()).isEqualTo(number);
        assertThat(bought.reference()).isEqualTo(reference);
        assertThat(bought.carrierAccount()).isEqualTo(CarrierSimulator.ACCOUNT);
        assertThat(bought.capabilities().sms()).isTrue();
        assertThat(bought.ownedSince()).isBetween(Instant.now().minusSeconds(10), Instant.now());
        assertThat(item(twilio.findByReference(reference))).containsExactly(bought);
        assertThat(item(twilio.findByE164(number))).contains(bought);
        assertThat(CarrierSimulator.owned(reference)).singleElement().satisfies(
                owned -> assertThat(owned.path("smsUrl").asText()).isEqualTo(WEBHOOKS.messages() + OVERRIDE));
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(item(twilio.findByReference("nobody's"))).isEmpty();
        assertThat(item(twilio.findByE164(anyNumber()))).isEmpty();
    }

    @Test
    void doesNotTakeApartOfANumberForTheNumber() {
        OwnedNumber bought = item(twilio.order(purchase(anyNumber(), reference)));

        assertThat(item(twilio.findByE164(bought.e164().substring(0, 9)))).isEmpty();
    }

    @Test
    void aSoldNumberIsUnavailable() {
        String number = anyNumber();
        item(twilio.order(purchase(number, reference)));

        assertThat(failure(twilio.order(purchase(number, "another"))).failure()).isEqualTo(NUMBER_UNAVAILABLE);
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", number)).hasSize(1);
    }

    @Test
    void anImpossibleNumberIsRefused() {
        assertThat(failure(twilio.order(purchase("+1415", reference))).failure()).isEqualTo(INVALID_REQUEST);
    }

    @Test
    void setsWebhooksAgainAndLeavesTheReference() {
        OwnedNumber bought = item(twilio.order(purchase(anyNumber(), reference)));
        Webhooks moved = new Webhooks(URI.create("https://other.example.com/sms"), WEBHOOKS.messageStatus());

        OwnedNumber configured = item(twilio.configure(bought.carrierNumberId(), moved));

        assertThat(configured.e164()).isEqualTo(bought.e164());
        assertThat(configured.reference()).isEqualTo(reference);
        assertThat(CarrierSimulator.owned(reference)).singleElement().satisfies(
                owned -> assertThat(owned.path("smsUrl").asText()).isEqualTo("https://other.example.com/sms" + OVERRIDE));
    }

    @Test
    void aNumberIsReleasedOnceAndIsGoneThen() {
        OwnedNumber bought = item(twilio.order(purchase(anyNumber(), reference)));

        item(twilio.release(bought.carrierNumberId()));

        assertThat(failure(twilio.release(bought.carrierNumberId())).failure()).isEqualTo(NOT_FOUND);
        assertThat(failure(twilio.configure(bought.carrierNumberId(), WEBHOOKS)).failure()).isEqualTo(NOT_FOUND);
        assertThat(CarrierSimulator.owned(reference)).isEmpty();
    }

    @Test
    void listsEverythingTheAccountHolds() {
        OwnedNumber bought = item(twilio.order(purchase(anyNumber(), reference)));

        assertThat(item(twilio.listOwned())).contains(bought);
    }

    @Test
    void sendsATextAsItIsAndFindsItAgain() {
        // Given
        String from = item(twilio.order(purchase(anyNumber(), reference))).e164();
        String body = "Größe 👋 & a=b+c\n" + "x".repeat(1500);
        MessageToSend message = new MessageToSend(from, "+14155550199", body, List.of(), WEBHOOKS);
        Instant before = Instant.now();

        // When
        SentMessage sent = item(twilio.send(message));

        // Then
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).singleElement().satisfies(entry -> {
            assertThat(entry.path("carrierId").asText()).isEqualTo(sent.carrierMessageId());
            assertThat(entry.path("body").asText()).isEqualTo(body);
            assertThat(entry.path("statusCallback").asText()).isEqualTo(WEBHOOKS.messageStatus() + OVERRIDE);
        });
        assertThat(item(twilio.findSent(message, before))).containsExactly(sent);
        assertThat(item(twilio.findSent(message, before.plusSeconds(60)))).isEmpty();
        assertThat(item(twilio.findSent(new MessageToSend(from, "+14155550199", "else", List.of(), WEBHOOKS), before)))
                .isEmpty();
    }

    @Test
    void sendsMedia() {
        String from = item(twilio.order(purchase(anyNumber(), reference))).e164();
        List<String> media = List.of("https://example.com/a.png", "https://example.com/b.png?x=1&y=2");

        item(twilio.send(new MessageToSend(from, "+14155550199", null, media, WEBHOOKS)));

        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", from)).singleElement()
                .satisfies(entry -> assertThat(entry.path("mediaUrls")).extracting(url -> url.asText())
                        .containsExactlyElementsOf(media));
    }

    @Test
    void tellsWhyAMessageIsRefused() {
        String from = item(twilio.order(purchase(anyNumber(), reference))).e164();
        CarrierSimulator.text("+14155550177", from, "STOP");

        assertThat(failure(twilio.send(text(from, "+14155550177"))).failure()).isEqualTo(OPTED_OUT);
        assertThat(failure(twilio.send(text("+14155550100", "+14155550177"))).failure()).isEqualTo(SENDER_REFUSED);
        assertThat(failure(twilio.send(text(from, "+1999"))).failure()).isEqualTo(DESTINATION_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION" })
    void aPurchaseWhoseAnswerIsLostIsInDoubtAndCanBeFound(String fault) {
        // Given
        String number = anyNumber();
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"%s\"".formatted(fault));

        // When
        CarrierException failure = failure(twilio.order(purchase(number, reference)));

        // Then
        assertThat(failure.failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(item(twilio.findByReference(reference))).singleElement()
                .satisfies(found -> assertThat(found.e164()).isEqualTo(number));
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"", "\"fault\":\"HTML\"",
            "\"fault\":\"HTML\",\"status\":404",
            "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"STATUS\",\"status\":502",
            "\"fault\":\"STATUS\",\"status\":503", "\"fault\":\"STATUS\",\"status\":504" })
    void whatIsNoClearRefusalLeavesAPurchaseInDoubt(String fault) {
        CarrierSimulator.fault("\"operation\":\"order\"," + fault);

        assertThat(failure(twilio.order(purchase(anyNumber(), reference))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(item(twilio.findByReference(reference))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "TIMEOUT_AFTER_EXECUTION", "RESET_AFTER_EXECUTION" })
    void aMessageWhoseAnswerIsLostIsInDoubtAndCanBeFound(String fault) {
        String from = item(twilio.order(purchase(anyNumber(), reference))).e164();
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"%s\"".formatted(fault));
        Instant before = Instant.now();

        assertThat(failure(twilio.send(text(from, "+14155550199"))).failure()).isEqualTo(OUTCOME_UNKNOWN);
        assertThat(item(twilio.findSent(text(from, "+14155550199"), before))).hasSize(1);
    }

    @Test
    void tooManyRequestsWereNotProcessed() {
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"3\"");
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429");

        assertThat(failure(twilio.order(purchase(anyNumber(), reference)))).satisfies(failure -> {
            assertThat(failure.failure()).isEqualTo(RATE_LIMITED);
            assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        });
        assertThat(failure(twilio.order(purchase(anyNumber(), reference))).retryAfter()).isEmpty();
    }

    @Test
    void aQuestionThatIsNotAnsweredMayBeAskedAgain() {
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"HTML\",\"status\":404");

        assertThat(failure(twilio.findByReference(reference)).failure()).isEqualTo(CARRIER_UNAVAILABLE);
        assertThat(failure(twilio.findByE164(anyNumber())).failure()).isEqualTo(CARRIER_UNAVAILABLE);
        assertThat(failure(twilio.listOwned()).failure()).isEqualTo(PROTOCOL_ERROR);
    }

    @Test
    void wrongCredentialsAreTold() {
        Carrier revoked = twilio(CarrierSimulator.twilio(), "auth-tokens", "wrong," + CarrierSimulator.TOKEN);

        assertThat(failure(revoked.order(purchase(anyNumber(), reference))).failure()).isEqualTo(CARRIER_AUTH);
        assertThat(failure(revoked.listOwned()).failure()).isEqualTo(CARRIER_AUTH);
    }

    @Test
    void missingCredentialsAreToldWithTheCarriersName() {
        Carrier nobody = twilio(CarrierSimulator.twilio(), "account-sid", "");
        Carrier silent = twilio(CarrierSimulator.twilio(), "auth-tokens", "");

        assertThat(failure(nobody.listOwned())).hasMessageContaining("'twilio'")
                .satisfies(failure -> assertThat(failure.failure()).isEqualTo(CARRIER_NOT_CONFIGURED));
        assertThat(failure(silent.order(purchase(anyNumber(), reference))).failure()).isEqualTo(CARRIER_NOT_CONFIGURED);
    }

    @Test
    void aPurchaseThatNeverReachedTheCarrierMayBeRepeated() {
        Carrier away = twilio(URI.create("http://127.0.0.1:" + FreePorts.any()));

        assertThat(failure(away.order(purchase(anyNumber(), reference))).failure()).isEqualTo(CARRIER_UNAVAILABLE);
    }

    private static MessageToSend text(String from, String to) {
        return new MessageToSend(from, to, "hello", List.of(), WEBHOOKS);
    }
}
