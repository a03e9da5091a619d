package io.trunkline.carrier.adapter.signalwire;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.adapter.http.HttpClientConfig;

/** Our projects at SignalWire: the main one, whose properties stand at the top, and others by name. */
@ConfigMapping(prefix = "trunkline.carriers.signalwire")
interface SignalWireConfig {

    @WithParentName
    Project main();

    /** By name, of lower-case letters and digits. */
    Map<String, Project> accounts();

    /** How long after its purchase SignalWire does not take a number back; 30 days on trial. */
    @WithDefault("14D")
    Duration minimumHoldingPeriod();

    @WithParentName
    HttpClientConfig http();

    /** While something of it is missing the service starts, and every call answers CARRIER_NOT_CONFIGURED. */
    interface Project {

        /**
         * Every customer has a host: {@code https://<space>.signalwire.com}. Projects in the main one's space need not say it.
         */
        Optional<URI> baseUrl();

        /** A UUID. */
        Optional<String> projectId();

        /**
         * While one is being exchanged, the old and the new one: the one that is accepted is used. Needs the scopes Numbers and
         * Messaging.
         */
        Optional<List<String>> apiTokens();

        /** One per line, before the listed ones; read again when it has changed. */
        Optional<Path> apiTokensFile();
    }
}
