package io.trunkline.carrier.adapter.twilio;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.TwilioApiInvalidResponseConformance;

@QuarkusTest
class TwilioInvalidResponseTest extends TwilioApiInvalidResponseConformance implements TwilioFixture {
}
