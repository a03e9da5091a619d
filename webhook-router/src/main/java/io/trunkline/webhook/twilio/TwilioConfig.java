package io.trunkline.webhook.twilio;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/**
 * The Twilio accounts whose webhooks are accepted: the main account, whose properties are at the top level, and named accounts.
 * Names are those of carrier-gateway's configuration, which documents each account.
 */
@ConfigMapping(prefix = "trunkline.carriers.twilio")
public interface TwilioConfig {

    @WithParentName
    Account main();

    /** By name, lower-case letters and digits. */
    Map<String, Account> accounts();

    /**
     * What carrier-gateway appends to the webhook URLs that it registers; the same setting. Signatures over the URL with and
     * without its fragment are accepted.
     */
    @WithDefault("#rc=3&rp=5xx,ct,rt&ct=2000&rt=4000")
    Optional<String> webhookOverride();

    /** Without a SID or a token all webhooks of the account are rejected. */
    interface Account {

        /** {@code AC} and 32 hexadecimal digits. */
        Optional<String> accountSid();

        /**
         * The account's own tokens, all valid. Twilio does not sign a sub-account's webhooks with the parent's token or an API
         * key.
         */
        Optional<List<String>> authTokens();

        /** One token per line, before the listed ones; reloaded when the file changes. */
        Optional<Path> authTokensFile();
    }

    static Stream<Account> all(TwilioConfig config) {
        return Stream.concat(Stream.of(config.main()), config.accounts().values().stream());
    }
}
