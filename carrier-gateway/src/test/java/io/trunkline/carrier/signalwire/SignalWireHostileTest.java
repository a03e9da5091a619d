package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CompatibleHostileConformance;

@QuarkusTest
class SignalWireHostileTest extends CompatibleHostileConformance implements TestedSignalWire {
}
