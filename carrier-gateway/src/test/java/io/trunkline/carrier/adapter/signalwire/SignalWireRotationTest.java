package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RotationConformance;

@QuarkusTest
class SignalWireRotationTest extends RotationConformance implements SignalWireFixture {
}
