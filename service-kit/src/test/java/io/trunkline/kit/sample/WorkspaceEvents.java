package io.trunkline.kit.sample;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.kit.TryAgainException;
import io.trunkline.kit.messaging.EventConsumer;

/** Counts creations per name; a plan can ask for trouble. */
@ApplicationScoped
public class WorkspaceEvents {

    private final EventConsumer consumer;
    private final CounterService counters;
    private final Set<String> troubled = ConcurrentHashMap.newKeySet();

    WorkspaceEvents(EventConsumer consumer, CounterService counters) {
        this.consumer = consumer;
        this.counters = counters;
    }

    @Incoming("workspaces")
    Uni<Void> on(ConsumerRecord<String, byte[]> message) {
        return consumer.handle("sample.workspaces", message, this::apply);
    }

    private Uni<Void> apply(Event event) {
        if (!(event instanceof WorkspaceCreated created)) {
            return Uni.createFrom().voidItem();
        }
        return counters.increment(created.name()).flatMap(value -> {
            if ("poison".equals(created.plan())) {
                throw new IllegalArgumentException("on purpose");
            }
            if ("busy once".equals(created.plan()) && troubled.add(created.workspaceId())) {
                throw new TryAgainException("on purpose");
            }
            return Uni.createFrom().voidItem();
        });
    }
}
