package io.trunkline.carrier.signalwire;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.conformance.CarrierConformance;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.Defaults;

@QuarkusTest
class SignalWireConformanceTest extends CarrierConformance {

    static final String NAME = "signalwire";
    static final String SECRET = "api-tokens";

    @Override
    protected String name() {
        return NAME;
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Override
    protected Carrier create(Map<String, String> properties, ObjectMapper mapper) {
        return new SignalWireCarrier(Defaults.of(SignalWireConfig.class, properties), mapper);
    }

    @Override
    protected Optional<String> errorOf(CarrierFailure failure) {
        return switch (failure) {
            case CARRIER_AUTH -> Optional.of("\"status\":401,\"code\":20003");
            case INSUFFICIENT_FUNDS -> Optional.of("\"status\":422,\"code\":4001");
            case ACCOUNT_RESTRICTED -> Optional.of("\"status\":403,\"code\":10001");
            default -> Optional.empty();
        };
    }
}
