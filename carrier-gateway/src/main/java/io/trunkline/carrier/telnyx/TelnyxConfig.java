package io.trunkline.carrier.telnyx;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.document.Documents;
import io.trunkline.carrier.http.CallLimits;

/** Our accounts at Telnyx: the main one, whose properties stand at the top, and others by name. */
@ConfigMapping(prefix = "trunkline.carriers.telnyx")
interface TelnyxConfig {

    /** Base URL of the REST API. */
    @WithDefault("https://api.telnyx.com")
    URI baseUrl();

    @WithParentName
    Account main();

    /** By name, of lower-case letters and digits. */
    Map<String, Account> accounts();

    /** Name of the messaging profile that is looked up or created. */
    @WithDefault("Trunkline")
    String messagingProfileName();

    /** Where a profile that we create may send to, ISO 3166-1 alpha-2. */
    @WithDefault("US,CA")
    List<String> messagingDestinations();

    /** At least three characters. */
    @WithDefault("Trunkline")
    String texmlApplicationName();

    @WithParentName
    CallLimits limits();

    /** Without a key the service starts, and every call answers CARRIER_NOT_CONFIGURED. */
    interface Account {

        /** While one is being exchanged, the old and the new one: the one that is accepted is used. */
        Optional<List<String>> apiKeys();

        /** One per line, before the listed ones; read again when it has changed. */
        Optional<Path> apiKeysFile();

        /**
         * What the account is called in events, where Telnyx' own id for it would stand: its answers carry none. Without it,
         * what it is called here.
         */
        Optional<String> account();

        /**
         * The messaging profile that the account's numbers use, a UUID: it says where texts to them are delivered, for a number
         * has no URL of its own. Without it, one called {@link TelnyxConfig#messagingProfileName()} is looked up, or created.
         */
        Optional<String> messagingProfileId();

        /**
         * The TeXML application that the account's numbers use, which says where calls to them are asked about. Without it, one
         * called {@link TelnyxConfig#texmlApplicationName()} is looked up, or created, once calls are ours to answer.
         */
        Optional<String> texmlApplicationId();

        /**
         * Requirement groups that meet what regulators want: {@code country[:type]=} and a UUID, such as {@code GB:mobile=…}.
         */
        Optional<List<@WithConverter(Documents.Parser.class) Documents>> requirementGroups();
    }
}
