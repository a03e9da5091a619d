package io.trunkline.carrier.twilio;

import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CompatibleHostileConformance;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.Defaults;

@QuarkusTest
class TwilioHostileTest extends CompatibleHostileConformance {

    @Override
    protected String name() {
        return TwilioConformanceTest.NAME;
    }

    @Override
    protected String secret() {
        return TwilioConformanceTest.SECRET;
    }

    @Override
    protected Carrier create(Map<String, String> properties, ObjectMapper mapper) {
        return new TwilioCarrier(Defaults.of(TwilioConfig.class, properties), mapper);
    }
}
