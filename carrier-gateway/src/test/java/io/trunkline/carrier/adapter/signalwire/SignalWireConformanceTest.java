package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;

@QuarkusTest
class SignalWireConformanceTest extends CarrierConformance implements SignalWireFixture {
}
