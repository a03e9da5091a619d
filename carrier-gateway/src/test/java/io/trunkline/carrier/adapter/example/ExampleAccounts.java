package io.trunkline.carrier.adapter.example;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.arc.profile.IfBuildProfile;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.kit.secret.SecretFiles;

/** Our accounts at the carrier. The build profile excludes it from the other tests. */
@Singleton
@IfBuildProfile(ExampleCarrier.NAME)
class ExampleAccounts extends CarrierAccounts {

    ExampleAccounts(ExampleConfig config, SecretFiles secrets, ObjectMapper mapper) {
        super(ExampleCarrier.NAME, config.main(), config.accounts(),
                (name, account) -> new ExampleCarrier(name, account, config, secrets, mapper));
    }
}
