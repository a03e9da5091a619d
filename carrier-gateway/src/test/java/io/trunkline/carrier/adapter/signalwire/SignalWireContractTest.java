package io.trunkline.carrier.adapter.signalwire;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.OpenApiContract;

@QuarkusTest
class SignalWireContractTest extends OpenApiContract implements SignalWireFixture {

    @Override
    protected String documentName() {
        return "signalwire_compatibility.yaml";
    }
}
