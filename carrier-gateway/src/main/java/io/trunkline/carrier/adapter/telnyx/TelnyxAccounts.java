package io.trunkline.carrier.adapter.telnyx;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.kit.secret.SecretFiles;

/** Our accounts at Telnyx. */
@Singleton
class TelnyxAccounts extends CarrierAccounts {

    TelnyxAccounts(TelnyxConfig config, SecretFiles secrets, ObjectMapper mapper) {
        super("telnyx", config.main(), config.accounts(),
                (name, account) -> new TelnyxCarrier(name, account, config, secrets, mapper));
    }
}
