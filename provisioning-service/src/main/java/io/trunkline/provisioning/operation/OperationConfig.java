package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.events.NumberType;

/** Timeouts and retries of operations. */
@ConfigMapping(prefix = "trunkline.operations")
public interface OperationConfig {

    /** How long a reply may take before the command is sent again; doubled each time, up to 1 h. */
    @WithDefault("30s")
    Duration replyTimeout();

    /** How long an operation may be open before it becomes NEEDS_ATTENTION. It continues to wait. */
    @WithDefault("24h")
    Duration attentionAfter();

    /** Whether a number is ordered at a carrier when the stock has none. */
    @WithDefault("true")
    boolean orderWhenEmpty();

    /** The type that is ordered when the request names none. */
    @WithDefault("local")
    NumberType orderType();

    /** The country that is ordered when the request names none: ISO 3166-1 alpha-2. */
    @WithDefault("US")
    String orderCountry();

    /** Delays before a slot of the plan is filled again after a failure; the last one repeats. */
    @WithDefault("5s,30s,2m,10m,1h")
    List<Duration> retryBackoff();
}
