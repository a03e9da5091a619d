package io.trunkline.provisioning.operation;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.trunkline.events.NumberType;

/** How sagas wait. */
@ConfigMapping(prefix = "trunkline.operations")
public interface OperationConfig {

    /** How long an answer may take before the command is said again; each time twice as long, up to 1 h. */
    @WithDefault("30s")
    Duration replyTimeout();

    /** How long an operation may be open before a person is called. It goes on waiting. */
    @WithDefault("24h")
    Duration attentionAfter();

    /** Whether a number is bought for a workspace when the stock has none. */
    @WithDefault("true")
    boolean orderWhenEmpty();

    /** What is bought then, when the workspace did not say. */
    @WithDefault("local")
    NumberType orderType();

    /** ISO 3166-1 alpha-2, likewise. */
    @WithDefault("US")
    String orderCountry();

    /** When a slot of the plan that could not be filled is tried again; the last one repeats. */
    @WithDefault("5s,30s,2m,10m,1h")
    List<Duration> retryBackoff();
}
