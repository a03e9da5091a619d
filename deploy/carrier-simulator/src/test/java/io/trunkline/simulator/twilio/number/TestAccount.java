package io.trunkline.simulator.twilio.number;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.trunkline.simulator.twilio.TwilioConfig;

/** The account of tests without a running simulator. */
record TestAccount() implements TwilioConfig {

    @Override
    public String accountSid() {
        return "AC" + "0".repeat(32);
    }

    @Override
    public String authToken() {
        return "token";
    }

    @Override
    public Optional<String> apiKey() {
        return Optional.empty();
    }

    @Override
    public Optional<String> apiSecret() {
        return Optional.empty();
    }

    @Override
    public Map<String, SubAccount> accounts() {
        return Map.of();
    }

    @Override
    public Duration deliveryStep() {
        return Duration.ZERO;
    }

    @Override
    public Duration releasedHold() {
        return Duration.ofDays(10);
    }

    @Override
    public List<String> prices() {
        return List.of();
    }

    @Override
    public List<String> addresses() {
        return List.of();
    }

    @Override
    public List<String> bundles() {
        return List.of();
    }
}
