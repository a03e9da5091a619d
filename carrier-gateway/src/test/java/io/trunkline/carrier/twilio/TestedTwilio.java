package io.trunkline.carrier.twilio;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.conformance.TestedAdapter;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.Defaults;
import io.trunkline.kit.secret.SecretFiles;

interface TestedTwilio extends TestedAdapter {

    @Override
    default String name() {
        return "twilio";
    }

    @Override
    default String secret() {
        return "auth-tokens";
    }

    @Override
    default CarrierAccounts create(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper) {
        return new TwilioAccounts(Defaults.of(TwilioConfig.class, properties), secrets, mapper);
    }

    @Override
    default Optional<String> errorOf(CarrierFailure failure) {
        return switch (failure) {
            case CARRIER_AUTH -> Optional.of("\"status\":401,\"code\":20003");
            case ACCOUNT_RESTRICTED -> Optional.of("\"status\":403,\"code\":22300");
            case ADDRESS_REQUIRED -> Optional.of("\"status\":400,\"code\":21615");
            case REGULATORY_REQUIRED -> Optional.of("\"status\":400,\"code\":21649");
            default -> Optional.empty();
        };
    }
}
