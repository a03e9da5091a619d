package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OfferConformance;

@QuarkusTest
class TwilioOfferTest extends OfferConformance implements TwilioFixture {
}
