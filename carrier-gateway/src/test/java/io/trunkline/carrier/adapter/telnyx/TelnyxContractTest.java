package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierContract;
import io.trunkline.carrier.testing.RecordingProxy.Exchange;

@QuarkusTest
class TelnyxContractTest extends CarrierContract implements TestedTelnyx {

    @Override
    protected String document() {
        return "telnyx_spec3.yml";
    }

    @Test
    void createsItsProfileAndItsApplication() {
        carrier = connect(proxy.url(), "messaging-profile-name", "Trunkline " + UUID.randomUUID(),
                "texml-application-name", "Trunkline " + UUID.randomUUID(), "total-timeout", "10s");

        bought(forSale());

        assertAllIsAsDocumented();
        assertThat(proxy.exchanges()).filteredOn(exchange -> exchange.method().equals("POST")).extracting(Exchange::target)
                .contains("/v2/messaging_profiles", "/v2/texml_applications");
    }

    @Test
    void withdrawsAnOrderThatWantsDocuments() {
        refusal(purchase(played().regulated().orElseThrow(), reference));

        assertAllIsAsDocumented();
        assertThat(proxy.exchanges()).anySatisfy(exchange -> assertThat(exchange.target()).endsWith("/cancel"));
    }
}
