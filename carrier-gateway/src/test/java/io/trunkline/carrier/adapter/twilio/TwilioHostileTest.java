package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.TwilioApiHostileConformance;

@QuarkusTest
class TwilioHostileTest extends TwilioApiHostileConformance implements TestedTwilio {
}
