package io.trunkline.provisioning.entitlement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.provisioning.workspace.SlotRepository;

/**
 * Retries the slots of plans that could not be filled. Every instance scans. An instance first postpones the retry, so that no
 * other instance takes it, and so that a workspace whose retry fails does not block the others.
 */
@ApplicationScoped
class ProvisioningRetryScheduler {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SlotRepository slots;
    private final EntitlementService entitlements;
    private final DatabaseClock clock;

    ProvisioningRetryScheduler(SlotRepository slots, EntitlementService entitlements, DatabaseClock clock) {
        this.slots = slots;
        this.entitlements = entitlements;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> retryDue() {
        return claim().onItem().transformToMulti(claimed -> Multi.createFrom().iterable(claimed.workspaces())
                .onItem().transformToUniAndConcatenate(id -> entitlements.retryDue(id, claimed.leaseUntil())
                        .onFailure().recoverWithUni(failure -> logPostponed("workspace " + id, failure))))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> logPostponed("all due workspaces", failure));
    }

    /** @param leaseUntil of the claimed slots, which selects them */
    record Claimed(Instant leaseUntil, List<String> workspaces) {
    }

    @WithTransaction
    Uni<Claimed> claim() {
        return clock.now().map(now -> now.plus(LEASE)).flatMap(
                leaseUntil -> slots.claimDueRetries(leaseUntil).map(ids -> new Claimed(leaseUntil, ids)));
    }

    private static Uni<Void> logPostponed(String what, Throwable failure) {
        Log.warnf("The retry failed and is repeated later, for %s: %s", what, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
