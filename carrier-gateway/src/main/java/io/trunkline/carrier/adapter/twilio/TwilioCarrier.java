package io.trunkline.carrier.adapter.twilio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.adapter.twilioapi.TwilioApiAccount;
import io.trunkline.carrier.adapter.twilioapi.TwilioApiCarrier;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;
import io.trunkline.kit.secret.SecretFiles;

/**
 * An account at Twilio over its REST API 2010-04-01.
 *
 * @see <a href="https://www.twilio.com/docs/usage/api">Twilio's REST APIs</a>
 */
class TwilioCarrier extends TwilioApiCarrier {

    private final TwilioConfig config;
    private final TwilioPrices prices;

    TwilioCarrier(String name, TwilioConfig.Account account, TwilioConfig config, SecretFiles secrets, ObjectMapper mapper) {
        this(name, account, config, new TwilioApiAccount(new TwilioApiAccount.Settings(name, config.baseUrl(),
                account.accountSid(), account.apiUser().or(account::accountSid), secretsFile(account), secrets(account),
                TwilioErrors.TABLE, TwilioErrors.TABLE, config.webhookOverride().orElse("")), config.http(), secrets, mapper,
                request -> {
                }));
    }

    private TwilioCarrier(String name, TwilioConfig.Account account, TwilioConfig config, TwilioApiAccount connection) {
        super(name, connection, new TwilioDocuments(account.documents().orElse(List.of())));
        this.config = config;
        this.prices = new TwilioPrices(connection, config.pricingBaseUrl());
    }

    private static Optional<List<String>> secrets(TwilioConfig.Account account) {
        return account.apiUser().isPresent() ? account.apiSecrets() : account.authTokens();
    }

    private static Optional<Path> secretsFile(TwilioConfig.Account account) {
        return account.apiUser().isPresent() ? account.apiSecretsFile() : account.authTokensFile();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.NUMBER_PRICES));
    }

    @Override
    public Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return prices.monthlyCosts(country);
    }

    @Override
    public Duration maxCallDuration() {
        return config.http().totalTimeout();
    }
}
