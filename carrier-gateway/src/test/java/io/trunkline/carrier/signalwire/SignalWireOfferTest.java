package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.OfferConformance;

@QuarkusTest
class SignalWireOfferTest extends OfferConformance implements TestedSignalWire {
}
