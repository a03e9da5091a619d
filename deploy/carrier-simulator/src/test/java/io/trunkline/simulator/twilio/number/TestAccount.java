package io.trunkline.simulator.twilio.number;

import java.time.Duration;

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
}
