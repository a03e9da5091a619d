package io.trunkline.simulator.twilio.number;

import java.time.Duration;
import java.util.List;

import io.trunkline.simulator.twilio.TwilioConfig;

/** The account of tests that need no running simulator. */
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
