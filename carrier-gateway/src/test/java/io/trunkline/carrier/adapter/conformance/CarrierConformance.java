package io.trunkline.carrier.adapter.conformance;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_NOT_CONFIGURED;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_SUPPORTED;
import static io.trunkline.carrier.spi.CarrierFailure.NUMBER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.RECIPIENT_OPTED_OUT;
import static io.trunkline.carrier.spi.CarrierFailure.SENDER_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;

/**
 * The contract of {@link Carrier} for numbers, messages and credentials. Every adapter has a subclass. Search and prices are in
 * {@link OfferConformance}, regulated numbers in {@link RegulationConformance}, faults in {@link FaultConformance}, invalid
 * responses in {@link InvalidResponseConformance}.
 */
public abstract class CarrierConformance extends AdapterTest {

    @Test
    void buysTheRequestedNumberAndFindsItAgain() {
        // Given
        String number = availableNumber();

        // When
        OwnedNumber bought = buy(number);

        // Then
        assertThat(bought.e164()).isEqualTo(number);
        assertThat(bought.reference()).isEqualTo(reference);
        assertThat(bought.carrierNumberId()).isNotBlank();
        assertThat(bought.carrierAccount()).isNotBlank();
        carrier.accountId().ifPresent(account -> assertThat(bought.carrierAccount()).isEqualTo(account));
        assertThat(item(carrier.findOrders(reference))).containsExactly(new OrderOutcome.Owned(bought));
        assertThat(item(carrier.findByE164(number))).map(OwnedNumber::carrierNumberId).contains(bought.carrierNumberId());
        assertThat(fake().ownedNumbers(reference)).containsExactly(number);
    }

    @Test
    void findsNoOrderAndNoNumberThatDoesNotExist() {
        assertThat(item(carrier.findOrders("unknown"))).isEmpty();
        assertThat(item(carrier.findByE164(availableNumber()))).isEmpty();
    }

    @Test
    void doesNotMatchPartOfANumber() {
        OwnedNumber bought = buy(availableNumber());

        assertThat(item(carrier.findByE164(bought.e164().substring(0, 9)))).isEmpty();
    }

    @Test
    void rejectsANumberThatIsSold() {
        String number = availableNumber();
        buy(number);

        assertThat(refusal(purchase(number, "another"))).isEqualTo(NUMBER_UNAVAILABLE);
        assertThat(fake().purchaseCount(number)).isEqualTo(1);
    }

    @Test
    void rejectsANumberThatWasSoldMeanwhile() {
        fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\"");

        assertThat(refusal(purchase(availableNumber(), reference))).isEqualTo(NUMBER_UNAVAILABLE);
        assertThat(fake().ownedNumbers(reference)).isEmpty();
    }

    @Test
    void findsAllPurchasesOfAReference() {
        // Given
        String one = buy(availableNumber()).e164();
        String other = availableNumber();

        // When
        carrier.order(purchase(other, reference)).await().atMost(Duration.ofSeconds(10));
        refusal(purchase(one, reference + "-2"));

        // Then
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(item(carrier.findOrders(reference)))
                .hasOnlyElementsOfType(OrderOutcome.Owned.class).extracting(OrderOutcome::e164)
                .containsExactlyInAnyOrder(one, other));
        assertThat(fake().purchaseCount(one)).isEqualTo(1);
    }

    @Test
    void rejectsAnInvalidNumber() {
        assertThat(refusal(purchase("+1415", reference))).isIn(INVALID_REQUEST, NUMBER_UNAVAILABLE);
    }

    @Test
    void setsWebhooksRepeatedlyAndLeavesTheReference() {
        OwnedNumber bought = buy(availableNumber());

        for (int i = 0; i < 2; i++) {
            OwnedNumber configured = item(carrier.configure(bought.carrierNumberId(), WEBHOOKS));

            assertThat(configured.e164()).isEqualTo(bought.e164());
            assertThat(configured.reference()).isEqualTo(reference);
            assertThat(configured.capabilities().sms()).isTrue();
            assertThat(fake().webhooks(bought.e164())).isEqualTo(WEBHOOKS.withMessageStatus(null));
        }
    }

    @Test
    void acceptsMissingWebhooks() {
        Webhooks none = new Webhooks(null, null, null);
        OwnedNumber bought = buy(availableNumber());

        assertThat(item(carrier.configure(bought.carrierNumberId(), none)).e164()).isEqualTo(bought.e164());
        assertThat(fake().webhooks(bought.e164())).isEqualTo(WEBHOOKS.withMessageStatus(null));

        item(carrier.send(new MessageToSend(bought.e164(), "+14155550199", "hello", List.of(), none)));

        assertThat(fake().sentMessages(bought.e164())).hasSize(1);
    }

    @Test
    void releasesANumberOnce() {
        OwnedNumber bought = buy(availableNumber());

        item(carrier.release(bought.carrierNumberId()));

        assertThat(failure(carrier.release(bought.carrierNumberId())).failure()).isEqualTo(NOT_FOUND);
        assertThat(failure(carrier.configure(bought.carrierNumberId(), WEBHOOKS)).failure()).isEqualTo(NOT_FOUND);
        assertThat(item(carrier.findByE164(bought.e164()))).isEmpty();
        assertThat(fake().ownedNumbers(reference)).isEmpty();
    }

    @Test
    void listsAllOwnedNumbers() {
        OwnedNumber bought = buy(availableNumber());

        assertThat(item(carrier.listOwned())).extracting(OwnedNumber::carrierNumberId).contains(bought.carrierNumberId())
                .doesNotHaveDuplicates();
    }

    @Test
    void reportsWhyAMessageIsRejected() {
        String from = buySender();
        fake().receiveText("+14155550177", from, "STOP");

        assertThat(failure(carrier.send(text(from, "+14155550177"))).failure()).isEqualTo(RECIPIENT_OPTED_OUT);
        assertThat(failure(carrier.send(text("+14158675309", "+14155550177"))).failure())
                .isIn(SENDER_REFUSED, INVALID_REQUEST);
    }

    @Test
    void sendsWhatsAppIfSupported() {
        if (carrier.capabilities().contains(Capability.WHATSAPP)) {
            String from = buySender();

            SentMessage sent = item(carrier.send(whatsApp(from, "Größe 👋 & a=b")));

            assertThat(fake().sentMessages(from)).singleElement().satisfies(taken -> {
                assertThat(taken.carrierId()).isEqualTo(sent.carrierMessageId());
                assertThat(taken.body()).isEqualTo("Größe 👋 & a=b");
                assertThat(taken.statusCallback()).startsWith(WEBHOOKS.messageStatus().toString());
            });
        }
    }

    @Test
    void sendsTextAndMediaUnchanged() {
        // Given
        String from = buySender();
        String body = "Größe 👋 & a=b+c\n" + "x".repeat(300);
        List<String> media = List.of("https://example.com/a.png", "https://example.com/b.png?x=1&y=2");

        // When
        String text = item(carrier.send(message(from, "+14155550199", body, List.of()))).carrierMessageId();
        String picture = item(carrier.send(message(from, "+14155550199", null, media))).carrierMessageId();

        // Then
        assertThat(fake().sentMessages(from)).satisfiesExactly(sent -> {
            assertThat(sent.carrierId()).isEqualTo(text);
            assertThat(sent.body()).isEqualTo(body);
            assertThat(sent.statusCallback()).startsWith(WEBHOOKS.messageStatus().toString());
        }, sent -> {
            assertThat(sent.carrierId()).isEqualTo(picture);
            assertThat(sent.mediaUrls()).containsExactlyElementsOf(media);
        });
    }

    @Test
    void findsASentMessageIfSupported() {
        MessageToSend text = text(buySender(), "+14155550199");
        Instant before = Instant.now();
        SentMessage sent = item(carrier.send(text));

        if (!carrier.capabilities().contains(Capability.MESSAGE_LIST)) {
            assertThat(failure(carrier.findSent(text, before)).failure()).isEqualTo(NOT_SUPPORTED);
            return;
        }
        assertThat(item(carrier.findSent(text, before))).extracting(SentMessage::carrierMessageId)
                .containsExactly(sent.carrierMessageId());
        assertThat(item(carrier.findSent(text, before.plusSeconds(60)))).isEmpty();
        assertThat(item(carrier.findSent(message(text.from(), text.to(), "else", List.of()), before))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "CARRIER_AUTH", "INSUFFICIENT_FUNDS", "ACCOUNT_RESTRICTED", "ADDRESS_REQUIRED",
            "REGULATORY_REQUIRED" })
    void mapsAccountErrorsToRefusals(CarrierFailure expected) {
        errorOf(expected).ifPresent(error -> {
            fault("\"operation\":\"order\",\"fault\":\"STATUS\"," + error);

            assertThat(failure(carrier.order(purchase(availableNumber(), reference))).failure()).isEqualTo(expected);
            assertThat(fake().ownedNumbers(reference)).isEmpty();
        });
    }

    @Test
    void reportsWrongCredentials() {
        Carrier revoked = connect(fake().url(), secretProperty(), "wrong,wrong-too");

        item(carrier.verify());
        assertThat(failure(revoked.verify()).failure()).isEqualTo(CARRIER_AUTH);
        assertThat(failure(revoked.listOwned()).failure()).isEqualTo(CARRIER_AUTH);
        assertThat(failure(revoked.order(purchase("+14155550142", reference))).failure()).isEqualTo(CARRIER_AUTH);
    }

    @Test
    void acceptsEitherOfTwoSecrets() {
        String valid = fake().credentials().get(secretProperty()).split(",")[0];
        String number = availableNumber();

        carrier = connect(fake().url(), secretProperty(), "the-new-one-not-yet-valid," + valid);

        assertThat(buy(number).e164()).isEqualTo(number);
        carrier = connect(fake().url(), secretProperty(), valid + ",the-old-one-not-valid-any-more");
        assertThat(item(carrier.findByE164(number))).isPresent();
    }

    @Test
    void reportsMissingCredentialsWithTheAccountName() {
        Carrier unconfigured = connect(fake().url(), secretProperty(), "");

        assertThat(unconfigured.isConfigured()).isFalse();
        assertThat(failure(unconfigured.listOwned())).hasMessageContaining("'" + carrier.name() + "'")
                .satisfies(failure -> assertThat(failure.failure()).isEqualTo(CARRIER_NOT_CONFIGURED));
        assertThat(failure(unconfigured.order(purchase("+14155550142", reference))).failure())
                .isEqualTo(CARRIER_NOT_CONFIGURED);
    }
}
