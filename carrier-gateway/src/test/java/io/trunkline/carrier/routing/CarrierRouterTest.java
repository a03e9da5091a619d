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
    CarrierRouter router;

    @Test
    void ranksTheCheapestCarrierFirst() {
        assertThat(ranked("US", NumberType.LOCAL)).containsExactly("telnyx", "signalwire", "twilio");
    }

    @Test
    void ranksCarriersOfUnknownCostAsConfigured() {
        assertThat(ranked("US", NumberType.TOLL_FREE)).containsExactly("signalwire", "twilio", "telnyx");
    }

    @Test
    void excludesCarriersThatDoNotSellTheType() {
        assertThat(ranked("US", NumberType.MOBILE)).containsExactly("twilio", "telnyx");
    }

    @Test
    void excludesCarriersThatDoNotSellOrMayNotBeUsedInTheCountry() {
        assertThat(ranked("GB", NumberType.LOCAL)).containsExactly("twilio");
    }

    private List<String> ranked(String country, NumberType type) {
        return router.rank(new RoutingRequest(country, type, null)).stream().map(Carrier::name).toList();
    }
}
