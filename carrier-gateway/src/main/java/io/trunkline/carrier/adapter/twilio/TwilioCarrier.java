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
import io.trunkline.carrier.adapter.http.CarrierClient;
import io.trunkline.carrier.adapter.http.Credentials;
import io.trunkline.carrier.adapter.twilioapi.TwilioApi;
import io.trunkline.carrier.adapter.twilioapi.TwilioApiCarrier;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;
import io.trunkline.kit.secret.SecretFiles;

/**
 * An account at Twilio, with its REST API 2010-04-01 and its Pricing API.
 *
 * @see <a href="https://www.twilio.com/docs/usage/api">Twilio's REST APIs</a>
 */
class TwilioCarrier extends TwilioApiCarrier {

    /** @see <a href="https://www.twilio.com/docs/iam/api-keys">API keys</a> */
    private static final String API_KEY_PREFIX = "SK";

    private final TwilioConfig config;
    private final boolean isApiKey;
    private final TwilioPrices prices;

    TwilioCarrier(String name, TwilioConfig.Account account, TwilioConfig config, SecretFiles secrets, ObjectMapper mapper) {
        this(name, account, config, credentials(name, account, secrets), mapper);
    }

    private TwilioCarrier(String name, TwilioConfig.Account account, TwilioConfig config, Credentials credentials,
            ObjectMapper mapper) {
        super(name, account.accountSid().orElse(null),
                new CarrierClient<>(name, TwilioApi.class, config.baseUrl(), credentials, config.http(), TwilioErrors.TABLE,
                        mapper),
                TwilioErrors.PURCHASES, new TwilioDocuments(account.documents().orElse(List.of())),
                config.webhookOverride().orElse(""));
        this.config = config;
        this.isApiKey = account.apiUser().filter(user -> user.startsWith(API_KEY_PREFIX)).isPresent();
        this.prices = new TwilioPrices(new CarrierClient<>(name, TwilioPricingApi.class, config.pricingBaseUrl(), credentials,
                config.http(), TwilioErrors.TABLE, mapper));
    }

    /** Those of the API user if there is one, else the account's own. */
    private static Credentials credentials(String name, TwilioConfig.Account account, SecretFiles files) {
        if (account.accountSid().isEmpty()) {
            return Credentials.none();
        }
        return account.apiUser()
                .map(user -> credentials(name, user, account.apiSecretsFile(), account.apiSecrets(), files))
                .orElseGet(() -> credentials(name, account.accountSid().get(), account.authTokensFile(), account.authTokens(),
                        files));
    }

    private static Credentials credentials(String name, String user, Optional<Path> file, Optional<List<String>> listed,
            SecretFiles files) {
        return new Credentials(files.of(name, file, listed, secret -> Credentials.basic(user, secret)));
    }

    /** A standard API key may not read the account resource: its 20003 there proves nothing about the account. */
    @Override
    public Uni<Void> verify() {
        return isApiKey ? verifyByNumbers() : super.verify();
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
