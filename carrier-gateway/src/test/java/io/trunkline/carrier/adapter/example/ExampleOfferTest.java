package io.trunkline.carrier.adapter.example;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OfferConformance;

@QuarkusTest
class ExampleOfferTest extends OfferConformance implements ExampleFixture {
}
