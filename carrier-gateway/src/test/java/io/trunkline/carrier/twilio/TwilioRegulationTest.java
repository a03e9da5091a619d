package io.trunkline.carrier.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RegulationConformance;

@QuarkusTest
class TwilioRegulationTest extends RegulationConformance implements TestedTwilio {
}
