package io.trunkline.carrier.adapter.signalwire;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.adapter.conformance.TestedAdapter;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.Defaults;
import io.trunkline.kit.secret.SecretFiles;

interface TestedSignalWire extends TestedAdapter {

    @Override
    default String name() {
        return "signalwire";
    }

    @Override
    default String secret() {
        return "api-tokens";
    }

    @Override
    default CarrierAccounts create(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper) {
        return new SignalWireAccounts(Defaults.of(SignalWireConfig.class, properties), secrets, mapper);
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
