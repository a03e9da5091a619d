package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.TwilioApiInvalidResponseConformance;

@QuarkusTest
class SignalWireInvalidResponseTest extends TwilioApiInvalidResponseConformance implements SignalWireFixture {
}
