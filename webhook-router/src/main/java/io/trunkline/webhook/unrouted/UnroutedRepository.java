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
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.WebhookDispatcher;

/** Stores webhooks without a known owner until the owner is known, and webhooks with unsupported content, for operators. */
@ApplicationScoped
public class UnroutedRepository implements PanacheRepositoryBase<UnroutedWebhook, UUID> {

    private final Outbox outbox;
    private final WebhookDispatcher dispatcher;

    UnroutedRepository(Outbox outbox, WebhookDispatcher dispatcher) {
        this.outbox = outbox;
        this.dispatcher = dispatcher;
    }

    /** Joins the caller's transaction. */
    public Uni<Void> store(UUID id, RawWebhook webhook, String number, UnroutedReason reason) {
        return persist(UnroutedWebhook.of(id, webhook, number, reason)).chain(() -> outbox
                .append(new WebhookUnrouted(id, webhook.source(), number, reason.name(), webhook.receivedAt())));
    }

    /**
     * Dispatches the webhooks that arrived on the number in this period again, now that its owner is known. Joins the caller's
     * transaction.
     *
     * @param until exclusive; null while the number still has this owner
     */
    public Uni<Void> reroute(String number, Instant since, Instant until) {
        String condition = "number = ?1 and receivedAt >= ?2 and reason <> '" + UnroutedReason.UNREADABLE + "'";
        String order = " order by receivedAt, id";
        var found = until == null ? find(condition + order, number, since)
                : find(condition + " and receivedAt < ?3" + order, number, since, until);
        return found.list().flatMap(stored -> Multi.createFrom().iterable(stored)
                .onItem().transformToUniAndConcatenate(this::rerouteOne).collect().last()).replaceWithVoid();
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    @WithSession
    Uni<List<UnroutedWebhook>> page(UUID after, int limit) {
        return (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after))
                .range(0, limit).list();
    }

    private Uni<Void> rerouteOne(UnroutedWebhook stored) {
        return delete(stored).chain(() -> dispatcher.redispatch(stored.id(), stored.webhook()));
    }
}
