package io.trunkline.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.Ids;
import io.trunkline.kit.messaging.EventJson;
import io.trunkline.kit.messaging.TraceContext;

/**
 * The transactional outbox: every event is written as a row in the transaction of the change it describes.
 * {@link OutboxRelay} sends it after the commit, at least once.
 * <p>
 * Events of one key are sent in the order in which they were appended, if the appending transactions lock or update the row
 * of that key's aggregate first, as every aggregate change does.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT = "insert into outbox (id, topic, key, type, workspace_id, traceparent, payload)"
            + " values (?1, ?2, ?3, ?4, cast(?5 as text), cast(?6 as text), ?7)";

    private final EventJson json;

    Outbox(EventJson json) {
        this.json = json;
    }

    /** Joins the caller's transaction. Fails without one. */
    public Uni<Void> append(Event event) {
        return Panache.currentTransaction()
                .onItem().ifNull().failWith(() -> new IllegalStateException("An event can only be appended in a transaction"))
                .chain(Panache::getSession)
                .flatMap(session -> session.createNativeQuery(INSERT)
                        .setParameter(1, Ids.next()).setParameter(2, event.topic()).setParameter(3, event.key())
                        .setParameter(4, WireTypes.of(event.getClass())).setParameter(5, event.workspaceId())
                        .setParameter(6, TraceContext.traceparent()).setParameter(7, json.write(event))
                        .executeUpdate())
                .invoke(WakeRelayAfterCommitInterceptor::markAppended)
                .replaceWithVoid();
    }
}
