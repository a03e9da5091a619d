package io.trunkline.carrier.twilio;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.compatible.CompatibleAccount;
import io.trunkline.carrier.compatible.CompatibleCarrier;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.events.NumberType;

/**
 * Twilio over its REST API 2010-04-01.
 *
 * @see <a href="https://www.twilio.com/docs/usage/api">Twilio's REST APIs</a>
 */
@Singleton
class TwilioCarrier extends CompatibleCarrier {

    private static final String NAME = "twilio";

    private final TwilioConfig config;
    private final TwilioPrices prices;

    @Inject
    TwilioCarrier(TwilioConfig config, ObjectMapper mapper) {
        this(config, new CompatibleAccount(new CompatibleAccount.Settings(NAME, config.baseUrl(), config.accountSid(),
                config.authTokens(),
                TwilioErrors.TABLE, TwilioErrors.TABLE, config.webhookOverride().orElse("")), config.limits(), mapper,
                request -> {
                }));
    }

    private TwilioCarrier(TwilioConfig config, CompatibleAccount account) {
        super(account, new TwilioDocuments(config.documents().orElse(List.of())));
        this.config = config;
        this.prices = new TwilioPrices(account, config.pricingBaseUrl());
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
    public Uni<Map<NumberType, Cost>> monthlyCosts(String country) {
        return prices.monthlyCosts(country);
    }

    @Override
    public Duration longestCall() {
        return config.limits().totalTimeout();
    }
}
