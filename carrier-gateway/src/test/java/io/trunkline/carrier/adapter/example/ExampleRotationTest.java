package io.trunkline.carrier.adapter.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.RotationConformance;

@QuarkusTest
class ExampleRotationTest extends RotationConformance implements ExampleFixture {
}
