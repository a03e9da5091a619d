package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.TwilioApiHostileConformance;

@QuarkusTest
class SignalWireHostileTest extends TwilioApiHostileConformance implements TestedSignalWire {
}
