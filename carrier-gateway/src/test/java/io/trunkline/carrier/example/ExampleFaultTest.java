package io.trunkline.carrier.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.FaultConformance;

@QuarkusTest
class ExampleFaultTest extends FaultConformance implements TestedExample {
}
