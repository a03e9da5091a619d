package io.trunkline.carrier.adapter.telnyx;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.adapter.conformance.AdapterFixture;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.kit.secret.SecretFiles;

interface TelnyxFixture extends AdapterFixture {

    @Override
    default String name() {
        return "telnyx";
    }

    @Override
    default String secretProperty() {
        return "api-keys";
    }

    @Override
    default CarrierAccounts createAccounts(Map<String, String> properties, SecretFiles secrets, ObjectMapper mapper) {
        // Separate ones, with the kit's webhook URLs.
        properties.putIfAbsent("trunkline.carriers.telnyx.messaging-profile-name", "Conformance");
        properties.putIfAbsent("trunkline.carriers.telnyx.texml-application-name", "Conformance");
        return new TelnyxAccounts(DefaultConfig.of(TelnyxConfig.class, properties), secrets, mapper);
    }

    @Override
    default Map<String, String> documents() {
        return Map.of("requirement-groups", "GB=3fa85f64-5717-4562-b3fc-2c963f66afa6");
    }

    @Override
    default Optional<String> errorOf(CarrierFailure failure) {
        return switch (failure) {
            case CARRIER_AUTH -> Optional.of("\"status\":401,\"code\":10009");
            case INSUFFICIENT_FUNDS -> Optional.of("\"status\":403,\"code\":20100");
            case ACCOUNT_RESTRICTED -> Optional.of("\"status\":403,\"code\":20014");
            default -> Optional.empty();
        };
    }
}
