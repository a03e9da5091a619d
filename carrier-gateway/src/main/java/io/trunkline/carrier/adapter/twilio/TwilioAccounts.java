package io.trunkline.carrier.adapter.twilio;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.kit.secret.SecretFiles;

/** Our accounts at Twilio. */
@Singleton
class TwilioAccounts extends CarrierAccounts {

    TwilioAccounts(TwilioConfig config, SecretFiles secrets, ObjectMapper mapper) {
        super("twilio", config.main(), config.accounts(),
                (name, account) -> new TwilioCarrier(name, account, config, secrets, mapper));
    }
}
