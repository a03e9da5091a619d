package io.trunkline.carrier.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.OfferConformance;

@QuarkusTest
class TwilioOfferTest extends OfferConformance implements TestedTwilio {
}
