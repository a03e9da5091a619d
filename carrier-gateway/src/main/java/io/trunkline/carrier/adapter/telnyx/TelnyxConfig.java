package io.trunkline.carrier.adapter.telnyx;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.adapter.http.HttpClientConfig;
import io.trunkline.carrier.adapter.http.RegulatoryDocuments;

/** Our accounts at Telnyx: the main account at the top level, and additional ones by name. */
@ConfigMapping(prefix = "trunkline.carriers.telnyx")
interface TelnyxConfig {

    /** Without the version. */
    @WithDefault("https://api.telnyx.com")
    URI baseUrl();

    @WithParentName
    Account main();

    /** Additional accounts by name, 1 to 20 lower-case letters and digits. */
    Map<String, Account> accounts();

    /** The name of the messaging profile that is found or created if no id is configured. */
    @WithDefault("Trunkline")
    String messagingProfileName();

    /** The destination countries of a created profile, ISO 3166-1 alpha-2. */
    @WithDefault("US,CA")
    List<String> messagingDestinations();

    /** The name of the TeXML application that is found or created if no id is configured; at least three characters. */
    @WithDefault("Trunkline")
    String texmlApplicationName();

    @WithParentName
    HttpClientConfig http();

    /**
     * Without a key the service starts, and every call fails with CARRIER_NOT_CONFIGURED. The name of an additional account
     * has 1 to 20 lower-case letters and digits.
     */
    interface Account {

        /** During a rotation the old and the new key; the one that Telnyx accepts is used. */
        Optional<List<String>> apiKeys();

        /** A file with one key per line; they precede the listed ones. Read again when it changes. */
        Optional<Path> apiKeysFile();

        /**
         * The account's id in events, because Telnyx' responses do not contain one. Default: our name of the account.
         */
        Optional<String> account();

        /**
         * The messaging profile of the account's numbers, a UUID. It contains the webhook URLs for texts. Default: the profile
         * with the name {@link TelnyxConfig#messagingProfileName()} is found or created.
         */
        Optional<String> messagingProfileId();

        /**
         * The TeXML application of the account's numbers. It contains the webhook URLs for calls. Default: the application with
         * the name {@link TelnyxConfig#texmlApplicationName()} is found or created, if trunkline.webhooks.calls is true.
         */
        Optional<String> texmlApplicationId();

        /**
         * The requirement groups for regulated numbers: {@code country[:type]=} and the UUID of an approved group, such as
         * {@code GB:mobile=…}. An entry for the type takes precedence over one for the country.
         */
        Optional<List<@WithConverter(RegulatoryDocuments.Parser.class) RegulatoryDocuments>> requirementGroups();
    }
}
