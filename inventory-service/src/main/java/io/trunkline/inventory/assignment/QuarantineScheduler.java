package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Looks for numbers whose quarantine is over. Several instances may do so at once: each takes rows nobody has locked. */
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
