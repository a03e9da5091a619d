package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RotationConformance;

@QuarkusTest
class SignalWireRotationTest extends RotationConformance implements TestedSignalWire {
}
