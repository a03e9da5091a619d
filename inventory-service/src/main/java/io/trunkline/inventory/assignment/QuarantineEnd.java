package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;

/** Looks for numbers whose quarantine is over. Several instances may do so at once: each takes rows nobody has locked. */
@ApplicationScoped
class QuarantineEnd {

    private final ReleaseService releases;

    QuarantineEnd(ReleaseService releases) {
        this.releases = releases;
    }

    @Scheduled(every = "${trunkline.quarantine.check-every}", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return releases.endQuarantine()
                .flatMap(ended -> ended == ReleaseService.BATCH ? run() : Uni.createFrom().voidItem());
    }
}
