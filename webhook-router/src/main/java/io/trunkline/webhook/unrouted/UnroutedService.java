package io.trunkline.webhook.unrouted;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.WebhookDispatcher;

/** Stores webhooks without a known owner until the owner is known, and webhooks with unsupported content, for operators. */
@ApplicationScoped
public class UnroutedService {

    private final UnroutedRepository webhooks;
    private final Outbox outbox;
    private final WebhookDispatcher dispatcher;

    UnroutedService(UnroutedRepository webhooks, Outbox outbox, WebhookDispatcher dispatcher) {
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.dispatcher = dispatcher;
    }

    /** Stores the webhook and publishes WebhookUnrouted. Joins the caller's transaction. */
    public Uni<Void> store(UUID id, RawWebhook webhook, String number, UnroutedReason reason) {
        return webhooks.persist(UnroutedWebhook.of(id, webhook, number, reason)).chain(() -> outbox
                .append(new WebhookUnrouted(id, webhook.source(), number, reason.name(), webhook.receivedAt())));
    }

    /**
     * Dispatches the webhooks that arrived on the number in this period again, now that its owner is known. Joins the caller's
     * transaction.
     *
     * @param until exclusive; null while the number still has this owner
     */
    public Uni<Void> reroute(String number, Instant since, Instant until) {
        return webhooks.findReroutable(number, since, until).flatMap(stored -> Multi.createFrom().iterable(stored)
                .onItem().transformToUniAndConcatenate(this::reroute).collect().last()).replaceWithVoid();
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    @WithSession
    Uni<List<UnroutedWebhook>> page(UUID after, int limit) {
        return webhooks.page(after, limit);
    }

    private Uni<Void> reroute(UnroutedWebhook stored) {
        return webhooks.delete(stored).chain(() -> dispatcher.redispatch(stored.id(), stored.webhook()));
    }
}
