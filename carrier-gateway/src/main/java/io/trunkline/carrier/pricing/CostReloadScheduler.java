package io.trunkline.carrier.pricing;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/** Reads the observed costs that other instances have stored. */
@ApplicationScoped
class CostReloadScheduler {

    private final CarrierCosts costs;

    CostReloadScheduler(CarrierCosts costs) {
        this.costs = costs;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> reload() {
        return costs.reload();
    }
}
