package io.trunkline.carrier.adapter.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RegulationConformance;

@QuarkusTest
class ExampleRegulationTest extends RegulationConformance implements ExampleFixture {
}
