package io.trunkline.webhook.route;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Refreshes the route table at start and every second. */
@ApplicationScoped
class RouteTableScheduler {

    private final RouteTable table;

    RouteTableScheduler(RouteTable table) {
        this.table = table;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return table.refresh();
    }
}
