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

/** Our projects at SignalWire: the main project at the top level, and additional ones by name. */
@ConfigMapping(prefix = "trunkline.carriers.signalwire")
interface SignalWireConfig {

    @WithParentName
    Project main();

    /** Additional projects by name, 1 to 20 lower-case letters and digits. */
    Map<String, Project> accounts();

    /** The minimum age of a number before SignalWire releases it; 30 days on trial. */
    @WithDefault("14D")
    Duration minimumHoldingPeriod();

    @WithParentName
    HttpClientConfig http();

    /**
     * If a value is missing the service starts, and every call fails with CARRIER_NOT_CONFIGURED. The name of an additional
     * project has 1 to 20 lower-case letters and digits.
     */
    interface Project {

        /**
         * The URL of the space, {@code https://<space>.signalwire.com}. Default of an additional project: the main project's.
         */
        Optional<URI> baseUrl();

        /** A UUID. */
        Optional<String> projectId();

        /**
         * During a rotation the old and the new token; the one that SignalWire accepts is used. Needs the scopes Numbers and
         * Messaging.
         */
        Optional<List<String>> apiTokens();

        /** A file with one token per line; they precede the listed ones. Read again when it changes. */
        Optional<Path> apiTokensFile();
    }
}
