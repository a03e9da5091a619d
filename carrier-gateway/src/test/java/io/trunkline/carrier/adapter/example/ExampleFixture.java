package io.trunkline.carrier.adapter.example;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.adapter.conformance.AdapterFixture;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.carrier.testing.FakeCarrier;
import io.trunkline.kit.secret.SecretFiles;

public interface ExampleFixture extends AdapterFixture {

    /** The configuration profile in which a gateway has the carrier. */
    String PROFILE = ExampleCarrier.NAME;

    ExampleServer SERVER = new ExampleServer();

    /** The configuration of a gateway with the carrier. */
    static Map<String, String> configuration() {
        String prefix = "trunkline.carriers." + ExampleCarrier.NAME + ".";
        return Map.of(prefix + "base-url", SERVER.url().toString(), prefix + "api-keys", ExampleServer.KEY,
                prefix + "total-timeout", "1500ms");
    }

    @Override
    default String name() {
        return ExampleCarrier.NAME;
    }

    @Override
    default String secretProperty() {
        return "api-keys";
    }

    @Override
    default CarrierAccounts createAccounts(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper) {
        return new ExampleAccounts(DefaultConfig.of(ExampleConfig.class, properties), secrets, mapper);
    }

    @Override
    default Optional<String> errorOf(CarrierFailure failure) {
        return switch (failure) {
            case CARRIER_AUTH -> Optional.of("\"status\":401,\"code\":101");
            case INSUFFICIENT_FUNDS -> Optional.of("\"status\":402,\"code\":102");
            case ADDRESS_REQUIRED -> Optional.of("\"status\":422,\"code\":203");
            default -> Optional.empty();
        };
    }

    /** A server in the test instead of the simulator. */
    @Override
    default FakeCarrier fake() {
        return SERVER;
    }
}
