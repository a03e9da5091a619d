package io.trunkline.webhook;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** What senders and receiver share in these tests; two of each, as while a secret rotates. */
public class Secrets implements QuarkusTestResourceLifecycleManager {

    public static final String PUBLIC_BASE = "https://hooks.example.com";
    public static final String ACCOUNT = "AC" + "a".repeat(32);
    public static final String TOKEN = "new_auth_token";
    public static final String OLD_TOKEN = "old_auth_token";
    /** A sub-account of the other. */
    public static final String WEST = "AC" + "b".repeat(32);
    public static final String WEST_TOKEN = "auth_token_of_the_west";
    public static final String CLERK = "whsec_bmV3LWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";
    public static final String OLD_CLERK = "whsec_b2xkLWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";

    @Override
    public Map<String, String> start() {
        return Map.of("trunkline.carriers.twilio.account-sid", ACCOUNT,
                "trunkline.carriers.twilio.auth-tokens", TOKEN + "," + OLD_TOKEN,
                "trunkline.carriers.twilio.accounts.west.account-sid", WEST,
                "trunkline.carriers.twilio.accounts.west.auth-tokens", WEST_TOKEN,
                // What carrier-gateway alone reads: both may have the same environment.
                "trunkline.carriers.twilio.accounts.west.api-user", ACCOUNT,
                "trunkline.clerk.webhook-secrets", CLERK + "," + OLD_CLERK);
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
