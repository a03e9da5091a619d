package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierConformance;

@QuarkusTest
class SignalWireConformanceTest extends CarrierConformance implements TestedSignalWire {
}
