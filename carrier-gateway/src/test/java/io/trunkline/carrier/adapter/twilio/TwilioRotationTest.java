package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RotationConformance;

@QuarkusTest
class TwilioRotationTest extends RotationConformance implements TwilioFixture {
}
