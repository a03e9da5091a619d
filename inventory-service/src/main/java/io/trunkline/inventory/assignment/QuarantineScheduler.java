package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Ends expired quarantines. Several instances can run at once: each skips the rows that another has locked. */
@ApplicationScoped
class QuarantineScheduler {

    private final ReleaseService releases;

    QuarantineScheduler(ReleaseService releases) {
        this.releases = releases;
    }

    @Scheduled(every = "${trunkline.quarantine.check-interval}", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> endExpiredQuarantines() {
        return releases.endExpiredQuarantines()
                .flatMap(count -> count == ReleaseService.BATCH ? endExpiredQuarantines() : Uni.createFrom().voidItem());
    }
}
