package io.trunkline.carrier.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Short time-outs and back-offs, so that many orders with many faults run in a short time. Overrides those of the simulator.
 */
public class ShortDelaysResource implements QuarkusTestResourceLifecycleManager {

    private static final String TIMEOUT = "600ms";

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("trunkline.carriers.twilio.total-timeout", TIMEOUT),
                Map.entry("trunkline.carriers.telnyx.total-timeout", TIMEOUT),
                Map.entry("trunkline.carriers.signalwire.total-timeout", TIMEOUT),
                Map.entry("trunkline.carrier-calls.max-concurrent", "32"),
                Map.entry("trunkline.carrier-calls.per-second.telnyx", "1000"),
                Map.entry("trunkline.carrier-calls.per-second.twilio", "1000"),
                Map.entry("trunkline.carrier-calls.max-pause", "100ms"),
                Map.entry("trunkline.carrier-circuit-breaker.open-duration", "200ms"),
                // The orders cost more than the default limit of a day.
                Map.entry("trunkline.spend.per-day", "100000000"),
                Map.entry("trunkline.jobs.concurrency", "48"),
                Map.entry("trunkline.jobs.lease", "1500ms"),
                Map.entry("trunkline.jobs.lease-renewal-interval", "400ms"),
                Map.entry("trunkline.jobs.initial-backoff", "20ms"),
                Map.entry("trunkline.jobs.max-backoff", "100ms"),
                Map.entry("trunkline.orders.lookup-delay", "50ms"),
                Map.entry("trunkline.orders.lookup-backoff", "30ms,60ms,100ms,100ms,100ms,100ms,3s"),
                Map.entry("trunkline.orders.pending-backoff", "60ms,120ms"));
    }

    @Override
    public void stop() {
        // nothing was started
    }

    @Override
    public int order() {
        return 1;
    }
}
