package io.trunkline.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierConformance;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.Defaults;

@QuarkusTest
class TwilioConformanceTest extends CarrierConformance {

    static final String NAME = "twilio";
    static final String SECRET = "auth-tokens";

    @Override
    protected String name() {
        return NAME;
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Override
    protected Carrier create(Map<String, String> properties, ObjectMapper mapper) {
        return new TwilioCarrier(Defaults.of(TwilioConfig.class, properties), mapper);
    }

    @Override
    protected Optional<String> errorOf(CarrierFailure failure) {
        return switch (failure) {
            case CARRIER_AUTH -> Optional.of("\"status\":401,\"code\":20003");
            case ACCOUNT_RESTRICTED -> Optional.of("\"status\":403,\"code\":22300");
            default -> Optional.empty();
        };
    }

    /** Twilio repeats a webhook only as its URL's fragment says. */
    @Test
    void itsWebhooksCarryHowTheyAreToBeRepeated() {
        OwnedNumber bought = bought(forSale());
        item(carrier.configure(bought.carrierNumberId(), WEBHOOKS));

        String override = "#rc=3&rp=5xx,ct,rt&ct=2000&rt=4000";
        assertThat(CarrierSimulator.owned(reference)).singleElement().satisfies(
                owned -> assertThat(owned.path("smsUrl").asText()).isEqualTo(WEBHOOKS.messages() + override));
        item(carrier.send(text(bought.e164(), "+14155550199")));
        assertThat(CarrierSimulator.ledger("MESSAGE_SENT", "number", bought.e164())).singleElement().satisfies(
                sent -> assertThat(sent.path("statusCallback").asText()).isEqualTo(WEBHOOKS.messageStatus() + override));
    }

    @Test
    void aRecipientThatIsNoneIsRefused() {
        assertThat(failure(carrier.send(text(sender(), "+1999"))).failure()).isEqualTo(CarrierFailure.INVALID_RECIPIENT);
    }
}
