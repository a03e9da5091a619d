package io.trunkline.webhook;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.kit.testing.MountedSecret;

/**
 * The secrets of senders and receiver in these tests. There are two of each, as during a rotation: the new one in a file, the
 * old one in a list.
 */
public class WebhookSecrets implements QuarkusTestResourceLifecycleManager {

    public static final String PUBLIC_BASE = "https://hooks.example.com";
    public static final String ACCOUNT = "AC" + "a".repeat(32);
    public static final String TOKEN = "new-auth-token-that-no-log-may-show";
    public static final String OLD_TOKEN = "old-auth-token-that-no-log-may-show";
    /** A sub-account of {@link #ACCOUNT}. */
    public static final String WEST = "AC" + "b".repeat(32);
    public static final String WEST_TOKEN = "auth-token-of-the-west-that-no-log-may-show";
    public static final String CLERK = "whsec_bmV3LWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";
    public static final String OLD_CLERK = "whsec_b2xkLWNsZXJrLXdlYmhvb2stc2VjcmV0LTAwMDE=";

    /** The mounted file for Twilio. */
    public static final MountedSecret TOKENS = new MountedSecret();
    public static final MountedSecret CLERKS = new MountedSecret();

    @Override
    public Map<String, String> start() {
        mountCurrent();
        return Map.of("trunkline.carriers.twilio.account-sid", ACCOUNT,
                "trunkline.carriers.twilio.auth-tokens", OLD_TOKEN,
                "trunkline.carriers.twilio.auth-tokens-file", TOKENS.file().toString(),
                "trunkline.carriers.twilio.accounts.west.account-sid", WEST,
                "trunkline.carriers.twilio.accounts.west.auth-tokens", WEST_TOKEN,
                // Only carrier-gateway reads it: both services may have the same environment.
                "trunkline.carriers.twilio.accounts.west.api-user", ACCOUNT,
                "trunkline.clerk.webhook-secrets", OLD_CLERK,
                "trunkline.clerk.webhook-secrets-file", CLERKS.file().toString(),
                "trunkline.secrets.reload-interval", "1s");
    }

    public static void mountCurrent() {
        TOKENS.put(TOKEN);
        CLERKS.put(CLERK);
    }

    @Override
    public void stop() {
        // nothing was started
    }
}
