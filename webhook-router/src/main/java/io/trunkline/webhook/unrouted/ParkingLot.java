package io.trunkline.webhook.unrouted;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.webhook.rawlog.RawWebhook;
import io.trunkline.webhook.rawlog.WebhookLog;

/** Keeps what has no owner until its owner is known, and what nobody understands; visible to operators. */
@ApplicationScoped
public class ParkingLot implements PanacheRepositoryBase<Unrouted, UUID> {

    private final Outbox outbox;
    private final WebhookLog log;

    ParkingLot(Outbox outbox, WebhookLog log) {
        this.outbox = outbox;
        this.log = log;
    }

    /** Joins the caller's transaction. */
    public Uni<Void> park(UUID id, RawWebhook webhook, String number, Reason reason) {
        return persist(Unrouted.of(id, webhook, number, reason)).chain(() -> outbox
                .append(new WebhookUnrouted(id, webhook.source(), number, reason.name(), webhook.receivedAt())));
    }

    /**
     * Brings what came in on the number in this time to its owner, who is known only now. Joins the caller's transaction.
     *
     * @param until exclusive; null while the number is still the owner's
     */
    public Uni<Void> release(String number, Instant since, Instant until) {
        String waits = "number = ?1 and receivedAt >= ?2 and reason <> '" + Reason.UNREADABLE + "'";
        String inOrder = " order by receivedAt, id";
        var waiting = until == null ? find(waits + inOrder, number, since)
                : find(waits + " and receivedAt < ?3" + inOrder, number, since, until);
        return waiting.list().flatMap(parked -> Multi.createFrom().iterable(parked)
                .onItem().transformToUniAndConcatenate(this::leave).collect().last()).replaceWithVoid();
    }

    /** Newest first; one more than asked for, when there are more. */
    @WithSession
    Uni<List<Unrouted>> page(UUID after, int limit) {
        return (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after))
                .range(0, limit).list();
    }

    private Uni<Void> leave(Unrouted parked) {
        return delete(parked).chain(() -> log.again(parked.id, parked.webhook()));
    }
}
