package io.trunkline.provisioning.entitlement;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.WorkspaceEvent;
import io.trunkline.kit.DatabaseClock;

/**
 * Bounds the times of workspace events. The newest event is valid, by the time of its source: an event from the future would
 * shut out every later one.
 */
@ApplicationScoped
class EventTime {

    /** A later time is a number in another unit, such as microseconds that were read as milliseconds. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final DatabaseClock clock;
    private final WorkspaceEventConfig config;

    EventTime(DatabaseClock clock, WorkspaceEventConfig config) {
        this.clock = clock;
        this.config = config;
    }

    /**
     * @return when the event occurred, or the present when that lies in the future beyond the tolerated difference of clocks
     * @throws IllegalArgumentException when it cannot be a time
     */
    Uni<Instant> bound(WorkspaceEvent event) {
        Instant occurredAt = event.occurredAt();
        if (occurredAt.isAfter(LATEST)) {
            throw new IllegalArgumentException("occurredAt of workspace %s is no time: %s".formatted(event.workspaceId(),
                    occurredAt));
        }
        return clock.now().map(now -> {
            if (!occurredAt.isAfter(now.plus(config.clockTolerance()))) {
                return occurredAt;
            }
            Log.warnf("An event of workspace %s occurred in the future, at %s: it counts as occurred now",
                    event.workspaceId(), occurredAt);
            return now;
        });
    }
}
