package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OpenApiContract;

@QuarkusTest
class TwilioContractTest extends OpenApiContract implements TwilioFixture {

    @Override
    protected String documentName() {
        return "twilio_api_v2010.json";
    }

    @Override
    protected String priceDocumentName() {
        return "twilio_pricing_v1.json";
    }
}
