package io.trunkline.carrier.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierConformance;

@QuarkusTest
class ExampleConformanceTest extends CarrierConformance implements TestedExample {
}
