package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.CarrierContract;

@QuarkusTest
class SignalWireContractTest extends CarrierContract implements TestedSignalWire {

    @Override
    protected String document() {
        return "signalwire_compatibility.yaml";
    }
}
