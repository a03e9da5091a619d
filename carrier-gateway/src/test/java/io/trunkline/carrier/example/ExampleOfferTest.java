package io.trunkline.carrier.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.OfferConformance;

@QuarkusTest
class ExampleOfferTest extends OfferConformance implements TestedExample {
}
