package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OpenApiContract;
import io.trunkline.carrier.testing.RecordingProxy.Exchange;

@QuarkusTest
class TelnyxContractTest extends OpenApiContract implements TelnyxFixture {

    @Override
    protected String documentName() {
        return "telnyx_spec3.yml";
    }

    @Test
    void createsMessagingProfileAndTexmlApplication() {
        carrier = connect(proxy.url(), "messaging-profile-name", "Trunkline " + UUID.randomUUID(),
                "texml-application-name", "Trunkline " + UUID.randomUUID(), "total-timeout", "10s");

        buy(availableNumber());

        assertAllRequestsAreDocumented();
        assertThat(proxy.exchanges()).filteredOn(exchange -> exchange.method().equals("POST")).extracting(Exchange::target)
                .contains("/v2/messaging_profiles", "/v2/texml_applications");
    }

    @Test
    void cancelsAnOrderThatNeedsDocuments() {
        refusal(purchase(fake().regulatedNumber().orElseThrow(), reference));

        assertAllRequestsAreDocumented();
        assertThat(proxy.exchanges()).anySatisfy(exchange -> assertThat(exchange.target()).endsWith("/cancel"));
    }
}
