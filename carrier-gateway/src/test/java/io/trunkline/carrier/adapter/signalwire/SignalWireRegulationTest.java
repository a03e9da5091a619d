package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RegulationConformance;

@QuarkusTest
class SignalWireRegulationTest extends RegulationConformance implements SignalWireFixture {
}
