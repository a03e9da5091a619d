package io.trunkline.carrier.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.AllCarriersProfile;
import io.trunkline.events.NumberType;

@QuarkusTest
@TestProfile(AllCarriersProfile.class)
class CarrierRouterTest extends GatewayTest {

    @Inject
    CarrierRouter choice;

    @Test
    void theCheapestForUsIsTheBest() {
        assertThat(ranked("US", NumberType.LOCAL)).containsExactly("telnyx", "signalwire", "twilio");
    }

    @Test
    void amongThoseWhoseCostIsNotKnownConfigurationDecides() {
        assertThat(ranked("US", NumberType.TOLL_FREE)).containsExactly("signalwire", "twilio", "telnyx");
    }

    @Test
    void whoDoesNotSellTheTypeIsNotAsked() {
        assertThat(ranked("US", NumberType.MOBILE)).containsExactly("twilio", "telnyx");
    }

    @Test
    void whoDoesNotSellInTheCountryOrMayNotBeUsedForItIsNotAsked() {
        assertThat(ranked("GB", NumberType.LOCAL)).containsExactly("twilio");
    }

    private List<String> ranked(String country, NumberType type) {
        return choice.rank(new RoutingRequest(country, type, null)).stream().map(Carrier::name).toList();
    }
}
