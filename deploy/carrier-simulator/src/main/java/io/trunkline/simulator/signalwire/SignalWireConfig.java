package io.trunkline.simulator.signalwire;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The simulated SignalWire projects and their timing. */
@ConfigMapping(prefix = "simulator.signalwire")
public interface SignalWireConfig {

    /** A UUID: user of every request, and the account in every path. */
    String projectId();

    /** Password of every request. */
    String apiToken();

    /** {@code PSK…}: key of webhook signatures. */
    String signingKey();

    /** More projects, by any name. */
    Map<String, Project> accounts();

    /** Delay from one status of a message to the next. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** Timeout of a connected webhook. */
    @WithDefault("5s")
    Duration webhookTimeout();

    /** Minimum age of a number before it can be released. SignalWire documents 14 days, 30 on trial. */
    @WithDefault("14D")
    Duration releaseAge();

    /** How long a released number is not for sale. SignalWire does not document it; US carriers may take up to 45 days. */
    @WithDefault("45D")
    Duration releasedHold();

    /** A project with its own numbers, credentials and signatures. */
    interface Project {

        String projectId();

        String apiToken();

        String signingKey();
    }
}
