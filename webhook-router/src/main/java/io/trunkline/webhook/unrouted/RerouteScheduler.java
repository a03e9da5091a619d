package io.trunkline.webhook.unrouted;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.TransientFailures;
import io.trunkline.kit.messaging.RecordRetry;
import io.trunkline.webhook.route.Route;

/**
 * Routes the webhooks that arrived before their number's assignment was known. The assignment only marks the route, and each
 * webhook is routed in its own transaction: neither their number nor one of them can delay or fail the assignment.
 */
@ApplicationScoped
class RerouteScheduler {

    /** The webhooks that are read at once. */
    static final int PAGE = 50;

    private static final String NAME = "webhook-router.reroute";

    private final UnroutedService unrouted;
    private final RecordRetry retry;

    RerouteScheduler(UnroutedService unrouted, RecordRetry retry) {
        this.unrouted = unrouted;
        this.retry = retry;
    }

    /** While the database is unavailable it waits for the next second. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> reroute() {
        return Uni.createFrom().deferred(this::rerouteNext).repeat().whilst(found -> found).collect().last()
                .onFailure(TransientFailures::isTransient).recoverWithItem(false).replaceWithVoid();
    }

    /** @return whether there was a route with webhooks to route */
    private Uni<Boolean> rerouteNext() {
        return retry.once(unrouted::findRouteToReroute).chain(route -> route == null ? Uni.createFrom().item(false)
                : reroute(route, null).chain(() -> retry.once(() -> unrouted.markRerouted(route))).replaceWith(true));
    }

    private Uni<Void> reroute(Route route, UnroutedWebhook after) {
        return retry.once(() -> unrouted.findReroutable(route, after, PAGE)).chain(page -> rerouteEach(page)
                .chain(() -> page.size() < PAGE ? Uni.createFrom().voidItem()
                        : reroute(route, page.get(page.size() - 1))));
    }

    private Uni<Void> rerouteEach(List<UnroutedWebhook> page) {
        return Multi.createFrom().iterable(page).onItem().transformToUniAndConcatenate(this::reroute).collect().asList()
                .replaceWithVoid();
    }

    /** After some retries of a failure that does not pass, this webhook remains stored, and the next ones are routed. */
    private Uni<Void> reroute(UnroutedWebhook webhook) {
        return retry.whileTransient(NAME, () -> unrouted.reroute(webhook.id()))
                .onFailure().invoke(failure -> Log.errorf(failure, "The unrouted webhook %s could not be routed", webhook.id()))
                .onFailure().recoverWithNull();
    }
}
