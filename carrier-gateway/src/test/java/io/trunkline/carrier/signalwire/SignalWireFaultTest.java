package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.FaultConformance;

@QuarkusTest
class SignalWireFaultTest extends FaultConformance implements TestedSignalWire {
}
