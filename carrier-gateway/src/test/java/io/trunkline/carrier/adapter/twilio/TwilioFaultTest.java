package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.FaultConformance;

@QuarkusTest
class TwilioFaultTest extends FaultConformance implements TwilioFixture {
}
