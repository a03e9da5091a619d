package io.trunkline.carrier.adapter.signalwire;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.kit.secret.SecretFiles;

/** Our projects at SignalWire. */
@Singleton
class SignalWireAccounts extends CarrierAccounts {

    SignalWireAccounts(SignalWireConfig config, SecretFiles secrets, ObjectMapper mapper) {
        super("signalwire", config.main(), config.accounts(),
                (name, project) -> new SignalWireCarrier(name, project, config, secrets, mapper));
    }
}
