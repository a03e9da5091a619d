package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RegulationConformance;

@QuarkusTest
class TwilioRegulationTest extends RegulationConformance implements TwilioFixture {
}
