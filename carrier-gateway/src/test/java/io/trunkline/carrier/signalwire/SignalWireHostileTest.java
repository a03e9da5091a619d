package io.trunkline.carrier.signalwire;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CompatibleHostileConformance;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.Defaults;

@QuarkusTest
class SignalWireHostileTest extends CompatibleHostileConformance {

    @Override
    protected String name() {
        return SignalWireConformanceTest.NAME;
    }

    @Override
    protected String secret() {
        return SignalWireConformanceTest.SECRET;
    }

    @Override
    protected Carrier create(Map<String, String> properties, ObjectMapper mapper) {
        return new SignalWireCarrier(Defaults.of(SignalWireConfig.class, properties), mapper);
    }
}
