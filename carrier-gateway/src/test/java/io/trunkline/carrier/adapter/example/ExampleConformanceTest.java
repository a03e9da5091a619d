package io.trunkline.carrier.adapter.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;

@QuarkusTest
class ExampleConformanceTest extends CarrierConformance implements ExampleFixture {
}
