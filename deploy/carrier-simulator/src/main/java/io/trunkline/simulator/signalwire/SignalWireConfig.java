package io.trunkline.simulator.signalwire;

import java.time.Duration;
import java.util.Map;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The SignalWire projects that are played, and how fast things happen in them. */
@ConfigMapping(prefix = "simulator.signalwire")
public interface SignalWireConfig {

    /** A UUID: user of every call, and the account in every path. */
    String projectId();

    /** Password of every call. */
    String apiToken();

    /** {@code PSK…}: key of every webhook signature. */
    String signingKey();

    /** More projects, by any name. */
    Map<String, Project> accounts();

    /** From one status of a message to the next. */
    @WithDefault("100ms")
    Duration deliveryStep();

    /** How long an endpoint has to answer once it is connected. */
    @WithDefault("5s")
    Duration webhookTimeout();

    /** How old a number has to be before it can be released. SignalWire says 14 days, 30 on trial. */
    @WithDefault("14D")
    Duration releaseAge();

    /** For how long a released number is not for sale. SignalWire does not say; US carriers may take up to 45 days. */
    @WithDefault("45D")
    Duration releasedHold();

    /** Has numbers, credentials and signatures of its own. */
    interface Project {

        String projectId();

        String apiToken();

        String signingKey();
    }
}
