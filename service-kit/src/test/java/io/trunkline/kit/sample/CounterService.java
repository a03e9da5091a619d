package io.trunkline.kit.sample;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.kit.outbox.Outbox;

/** A service as the kit expects it: database work and outbox in one transaction. */
@ApplicationScoped
public class CounterService implements PanacheRepositoryBase<Counter, String> {

    private final Outbox outbox;

    CounterService(Outbox outbox) {
        this.outbox = outbox;
    }

    @WithTransaction
    public Uni<Void> create(String id) {
        Counter counter = new Counter();
        counter.id = id;
        return persist(counter).replaceWithVoid();
    }

    /** Publishes the new value as the event's plan. */
    @WithTransaction
    public Uni<Integer> increment(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).flatMap(counter -> {
            counter.value++;
            return append(id, counter.value).replaceWith(counter.value);
        });
    }

    /** Commits a fifth of a second after the event was appended. */
    @WithTransaction
    public Uni<Void> incrementSlowly(String id) {
        return increment(id).chain(Panache::getSession)
                .flatMap(session -> session.createNativeQuery("select 1 from pg_sleep(0.2)").getSingleResult())
                .replaceWithVoid();
    }

    /** Publishes no event. */
    @WithTransaction
    public Uni<Void> touch() {
        return count().replaceWithVoid();
    }

    @WithTransaction
    public Uni<Void> incrementAndFail(String id) {
        return increment(id).flatMap(value -> Uni.createFrom().failure(new IllegalStateException("on purpose")));
    }

    @WithSession
    public Uni<Void> appendWithoutTransaction(String id) {
        return append(id, 0);
    }

    @WithSession
    public Uni<Integer> value(String id) {
        return findById(id).map(counter -> counter.value);
    }

    private Uni<Void> append(String id, int value) {
        return outbox.append(new WorkspaceUpdated(id, id, String.valueOf(value), Instant.EPOCH));
    }
}
