package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierConformance;

/** An additional project. */
@QuarkusTest
class SignalWireSecondAccountTest extends CarrierConformance implements SignalWireFixture {

    @Override
    public String account() {
        return "west";
    }
}
