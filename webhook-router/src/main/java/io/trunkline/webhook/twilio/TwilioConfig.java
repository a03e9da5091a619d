package io.trunkline.webhook.twilio;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;

/**
 * The accounts whose webhooks are taken: the main one, whose properties stand at the top, and others by name. They are called
 * as
 * in carrier-gateway's configuration, which has more to say of each.
 */
@ConfigMapping(prefix = "trunkline.carriers.twilio")
public interface TwilioConfig {

    @WithParentName
    Account main();

    /** By name, of lower-case letters and digits. */
    Map<String, Account> accounts();

    /** Without its SID or a token all webhooks about it are refused. */
    interface Account {

        /** {@code AC} and 32 hexadecimal digits. */
        Optional<String> accountSid();

        /** The account's own, all valid: a sub-account's webhooks are not signed with its parent's, nor with an API key. */
        Optional<List<String>> authTokens();

        /** One per line, before the listed ones; read again when it has changed. */
        Optional<Path> authTokensFile();
    }

    static Stream<Account> all(TwilioConfig config) {
        return Stream.concat(Stream.of(config.main()), config.accounts().values().stream());
    }
}
