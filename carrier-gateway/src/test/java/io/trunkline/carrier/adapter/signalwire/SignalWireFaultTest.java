package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.FaultConformance;

@QuarkusTest
class SignalWireFaultTest extends FaultConformance implements SignalWireFixture {
}
