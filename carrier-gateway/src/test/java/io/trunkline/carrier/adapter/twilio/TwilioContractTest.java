package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierContract;

@QuarkusTest
class TwilioContractTest extends CarrierContract implements TestedTwilio {

    @Override
    protected String document() {
        return "twilio_api_v2010.json";
    }

    @Override
    protected String priceDocument() {
        return "twilio_pricing_v1.json";
    }
}
