package io.trunkline.carrier.twilio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.carrier.compatible.CompatibleAccount;
import io.trunkline.carrier.compatible.CompatibleCarrier;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.kit.secret.SecretFiles;

/**
 * Twilio over its REST API 2010-04-01.
 *
 * @see <a href="https://www.twilio.com/docs/usage/api">Twilio's REST APIs</a>
 */
@Singleton
class TwilioCarrier extends CompatibleCarrier {

    private static final String NAME = "twilio";

    private final TwilioConfig config;

    TwilioCarrier(TwilioConfig config, SecretFiles secrets, ObjectMapper mapper) {
        super(new CompatibleAccount(new CompatibleAccount.Settings(NAME, config.baseUrl(), config.accountSid(),
                config.authTokensFile(), config.authTokens(),
                TwilioErrors.TABLE, TwilioErrors.TABLE, config.webhookOverride().orElse("")), config.limits(), secrets, mapper,
                request -> {
                }));
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public Duration longestCall() {
        return config.limits().totalTimeout();
    }
}
