package io.trunkline.carrier.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.CarrierSimulator;

@QuarkusTest
class TwilioConformanceTest extends CarrierConformance implements TwilioFixture {

    /** Twilio retries a webhook only as its URL's fragment requests. */
    @Test
    void appendsTheConnectionOverrideToWebhooks() {
        OwnedNumber bought = buy(availableNumber());
        item(carrier.configure(bought.carrierNumberId(), WEBHOOKS));

        String override = "#rc=3&rp=5xx,ct,rt&ct=2000&rt=4000";
        assertThat(CarrierSimulator.owned(reference)).singleElement().satisfies(
                owned -> assertThat(owned.path("smsUrl").asText()).isEqualTo(WEBHOOKS.messages() + override));
        item(carrier.send(text(bought.e164(), "+14155550199")));
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", bought.e164())).singleElement().satisfies(
                sent -> assertThat(sent.path("statusCallback").asText()).isEqualTo(WEBHOOKS.messageStatus() + override));
    }

    @Test
    void rejectsAnInvalidRecipient() {
        assertThat(failure(carrier.send(text(buySender(), "+1999"))).failure()).isEqualTo(CarrierFailure.INVALID_RECIPIENT);
    }
}
