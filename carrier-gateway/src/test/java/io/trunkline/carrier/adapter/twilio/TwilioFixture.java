package io.trunkline.carrier.adapter.twilio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.adapter.conformance.AdapterFixture;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.kit.secret.SecretFiles;

interface TwilioFixture extends AdapterFixture {

    @Override
    default String name() {
        return "twilio";
    }

    @Override
    default String secretProperty() {
        return "auth-tokens";
    }

    @Override
    default CarrierAccounts createAccounts(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper) {
        Map<String, String> oneHost = new HashMap<>(properties);
        oneHost.put("trunkline.carriers.twilio.pricing-base-url", properties.get("trunkline.carriers.twilio.base-url"));
        return new TwilioAccounts(DefaultConfig.of(TwilioConfig.class, oneHost), secrets, mapper);
    }

    @Override
    default Map<String, String> documents() {
        return Map.of("documents",
                "GB=AD00000000000000000000000000000000,"
                        + "GB:mobile=AD00000000000000000000000000000000+BU00000000000000000000000000000000");
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
