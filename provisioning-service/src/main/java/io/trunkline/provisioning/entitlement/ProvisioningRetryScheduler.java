package io.trunkline.provisioning.entitlement;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.provisioning.workspace.SlotRepository;

/**
 * A workspace whose first number could not be given is not forgotten. Every instance scans: whoever finds a workspace puts
 * it off first, so that nobody else works on it, and so that one which cannot be helped does not stop those behind it.
 */
@ApplicationScoped
class ProvisioningRetryScheduler {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SlotRepository slots;
    private final EntitlementService entitlements;

    ProvisioningRetryScheduler(SlotRepository slots, EntitlementService entitlements) {
        this.slots = slots;
        this.entitlements = entitlements;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> retryDue() {
        // As exactly as the database keeps it: the slots found are known by it.
        Instant leaseUntil = Instant.now().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
        return claim(leaseUntil).onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(id -> entitlements.retryDue(id, leaseUntil)
                        .onFailure().recoverWithUni(failure -> logPostponed("Workspace " + id, failure)))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> logPostponed("Every workspace", failure));
    }

    @WithTransaction
    Uni<List<String>> claim(Instant leaseUntil) {
        return slots.claimDueRetries(leaseUntil);
    }

    private static Uni<Void> logPostponed(String what, Throwable failure) {
        Log.warnf("%s gets its number later: %s", what, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
