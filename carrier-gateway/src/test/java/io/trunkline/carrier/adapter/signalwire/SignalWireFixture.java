package io.trunkline.carrier.adapter.signalwire;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.adapter.conformance.AdapterFixture;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.kit.secret.SecretFiles;

interface SignalWireFixture extends AdapterFixture {

    @Override
    default String name() {
        return "signalwire";
    }

    @Override
    default String secretProperty() {
        return "api-tokens";
    }

    @Override
    default CarrierAccounts createAccounts(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper) {
        return new SignalWireAccounts(DefaultConfig.of(SignalWireConfig.class, properties), secrets, mapper);
    }

    @Override
    default Optional<String> errorOf(CarrierFailure failure) {
        return switch (failure) {
            case CARRIER_AUTH -> Optional.of("\"status\":401,\"code\":20003");
            case INSUFFICIENT_FUNDS -> Optional.of("\"status\":422,\"code\":4001");
            case ACCOUNT_RESTRICTED -> Optional.of("\"status\":403,\"code\":10001");
            default -> Optional.empty();
        };
    }
}
