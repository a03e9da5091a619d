package io.trunkline.carrier.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.FaultConformance;

@QuarkusTest
class TwilioFaultTest extends FaultConformance implements TestedTwilio {
}
