package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OfferConformance;

@QuarkusTest
class SignalWireOfferTest extends OfferConformance implements SignalWireFixture {
}
