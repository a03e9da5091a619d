package io.trunkline.carrier.adapter.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.FaultConformance;

@QuarkusTest
class ExampleFaultTest extends FaultConformance implements ExampleFixture {
}
