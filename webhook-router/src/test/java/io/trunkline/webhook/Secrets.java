package io.trunkline.webhook;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** What senders and receiver share in these tests; two of each, as while a secret rotates. */
public class Secrets implements QuarkusTestResourceLifecycleManager {

    public static final String PUBLIC_BASE = "https://hooks.example.com";
    public static final String ACCOUNT = "AC" + "a".repeat(32);
    public static final String TOKEN = "new_auth_token";
    public static final String OLD_TOKEN = "old_auth_token";
    public static final String CLERK = "whsec_bmV3LWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";
    public static final String OLD_CLERK = "whsec_b2xkLWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";

    @Override
    public Map<String, String> start() {
        return Map.of("trunkline.carriers.twilio.account-sid", ACCOUNT,
                "trunkline.carriers.twilio.auth-tokens", TOKEN + "," + OLD_TOKEN,
                "trunkline.clerk.webhook-secrets", CLERK + "," + OLD_CLERK);
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
