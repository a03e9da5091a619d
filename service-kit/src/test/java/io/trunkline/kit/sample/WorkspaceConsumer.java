package io.trunkline.kit.sample;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.messaging.EventHandlers;
import io.trunkline.kit.messaging.IdempotentHandler;
import io.trunkline.kit.messaging.Replayable;

/** Counts creations per name; the plan selects a failure. */
@ApplicationScoped
public class WorkspaceConsumer implements Replayable {

    private final IdempotentHandler handler;
    private final EventHandlers handlers = EventHandlers.of("sample.workspaces").on(WorkspaceCreated.class, this::count);
    private final CounterService counters;
    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

    WorkspaceConsumer(IdempotentHandler handler, CounterService counters) {
        this.handler = handler;
        this.counters = counters;
    }

    @Override
    public EventHandlers handlers() {
        return handlers;
    }

    @Incoming("workspaces")
    Uni<Void> consume(ConsumerRecord<String, byte[]> message) {
        return handler.handle(message, handlers);
    }

    private Uni<Void> count(WorkspaceCreated created) {
        return counters.increment(created.name()).flatMap(value -> {
            if ("poison".equals(created.plan())) {
                throw new IllegalArgumentException("on purpose");
            }
            if ("busy once".equals(created.plan()) && failedOnce.add(created.workspaceId())) {
                throw new RetryableException("on purpose");
            }
            return Uni.createFrom().voidItem();
        });
    }
}
