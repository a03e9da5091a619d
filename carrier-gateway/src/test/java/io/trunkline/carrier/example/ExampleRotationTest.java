package io.trunkline.carrier.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.RotationConformance;

@QuarkusTest
class ExampleRotationTest extends RotationConformance implements TestedExample {
}
