package io.trunkline.carrier.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierContract;

@QuarkusTest
class SignalWireContractTest extends CarrierContract implements TestedSignalWire {

    @Override
    protected String document() {
        return "signalwire_compatibility.yaml";
    }
}
