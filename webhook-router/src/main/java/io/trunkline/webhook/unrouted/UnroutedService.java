package io.trunkline.webhook.unrouted;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.WebhookEvent.WebhookUnrouted;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.UnreadableWebhooks;
import io.trunkline.webhook.rawwebhook.WebhookDispatcher;
import io.trunkline.webhook.route.Route;
import io.trunkline.webhook.route.RouteRepository;

/** Stores webhooks without a known owner until the owner is known, and webhooks that are not understood, for operators. */
@ApplicationScoped
public class UnroutedService implements UnreadableWebhooks {

    private final UnroutedRepository webhooks;
    private final Outbox outbox;
    private final WebhookDispatcher dispatcher;
    private final RouteRepository routes;

    UnroutedService(UnroutedRepository webhooks, Outbox outbox, WebhookDispatcher dispatcher, RouteRepository routes) {
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.routes = routes;
    }

    /** Stores the webhook and publishes WebhookUnrouted. Joins the caller's transaction. */
    public Uni<Void> store(UUID id, RawWebhook webhook, UnroutedReason reason) {
        return store(UnroutedWebhook.of(id, webhook, reason, null));
    }

    @Override
    public Uni<Void> store(UUID id, RawWebhook webhook, String detail) {
        Log.warnf("A webhook of %s is not understood and stored as unrouted: %s", webhook.source(), detail);
        return store(UnroutedWebhook.of(id, webhook, UnroutedReason.UNREADABLE, detail));
    }

    private Uni<Void> store(UnroutedWebhook unrouted) {
        return webhooks.persist(unrouted).chain(() -> outbox.append(new WebhookUnrouted(unrouted.id(), unrouted.source(),
                unrouted.number(), unrouted.reason(), unrouted.receivedAt())));
    }

    /** A route whose unrouted webhooks are still to be routed; null when there is none. */
    @WithSession
    Uni<Route> findRouteToReroute() {
        return routes.findToReroute();
    }

    @WithTransaction
    Uni<Void> markRerouted(Route route) {
        return routes.markRerouted(route);
    }

    /**
     * The next webhooks that the route can receive, in the order of their receipt.
     *
     * @param after the last one of the page before; null for the first page
     */
    @WithSession
    Uni<List<UnroutedWebhook>> findReroutable(Route route, UnroutedWebhook after, int limit) {
        return webhooks.findReroutable(route, after, limit);
    }

    /** Dispatches the webhook again, unless another instance did. */
    @WithTransaction
    Uni<Void> reroute(UUID id) {
        return webhooks.lock(id).chain(stored -> stored == null ? Uni.createFrom().voidItem()
                : webhooks.delete(stored).chain(webhooks::flush)
                        .chain(() -> dispatcher.redispatch(stored.id(), stored.webhook())));
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    @WithSession
    Uni<List<UnroutedWebhook>> page(UUID after, int limit) {
        return webhooks.page(after, limit);
    }
}
