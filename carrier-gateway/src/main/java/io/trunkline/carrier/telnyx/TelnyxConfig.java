package io.trunkline.carrier.telnyx;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.document.Documents;
import io.trunkline.carrier.http.CallLimits;

/** One Telnyx account. Without a key the service starts, and every call answers CARRIER_NOT_CONFIGURED. */
@ConfigMapping(prefix = "trunkline.carriers.telnyx")
interface TelnyxConfig {

    @WithDefault("https://api.telnyx.com")
    URI baseUrl();

    /** While one is being exchanged, the old and the new one: the one that is accepted is used. */
    Optional<List<String>> apiKeys();

    /** What the account is called in events: Telnyx has no id for it that its answers carry. */
    @WithDefault("telnyx")
    String account();

    /**
     * The messaging profile that our numbers use, a UUID: it says where texts to them are delivered, for a number has no URL
     * of its own. Without it, one called {@link #messagingProfileName()} is looked up, or created.
     */
    Optional<String> messagingProfileId();

    @WithDefault("Trunkline")
    String messagingProfileName();

    /** Where a profile that we create may send to, ISO 3166-1 alpha-2. */
    @WithDefault("US,CA")
    List<String> messagingDestinations();

    /** Requirement groups that meet what regulators want: {@code country[:type]=} and a UUID, such as {@code GB:mobile=…}. */
    Optional<List<@WithConverter(Documents.Parser.class) Documents>> requirementGroups();

    @WithParentName
    CallLimits limits();
}
