package io.trunkline.carrier.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RotationConformance;

@QuarkusTest
class TwilioRotationTest extends RotationConformance implements TestedTwilio {
}
