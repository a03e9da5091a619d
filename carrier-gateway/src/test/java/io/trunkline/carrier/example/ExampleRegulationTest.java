package io.trunkline.carrier.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RegulationConformance;

@QuarkusTest
class ExampleRegulationTest extends RegulationConformance implements TestedExample {
}
