package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;

/** A sub-account whose parent calls for it. */
@QuarkusTest
class TwilioSubAccountTest extends CarrierConformance implements TwilioFixture {

    @Override
    public String account() {
        return "west";
    }

    @Override
    public String secretProperty() {
        return "api-secrets";
    }
}
