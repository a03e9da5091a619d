package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RegulationConformance;

@QuarkusTest
class SignalWireRegulationTest extends RegulationConformance implements TestedSignalWire {
}
