package io.trunkline.carrier.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CompatibleHostileConformance;

@QuarkusTest
class TwilioHostileTest extends CompatibleHostileConformance implements TestedTwilio {
}
