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
 * Retries the slots of plans that could not be filled. Every instance scans. An instance first postpones the retry, so that no
 * other instance takes it, and so that a workspace whose retry fails does not block the others.
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
        // In the precision of the database: the claimed slots are selected by this time.
        Instant leaseUntil = Instant.now().plus(LEASE).truncatedTo(ChronoUnit.MICROS);
        return claim(leaseUntil).onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(id -> entitlements.retryDue(id, leaseUntil)
                        .onFailure().recoverWithUni(failure -> logPostponed("workspace " + id, failure)))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> logPostponed("all due workspaces", failure));
    }

    @WithTransaction
    Uni<List<String>> claim(Instant leaseUntil) {
        return slots.claimDueRetries(leaseUntil);
    }

    private static Uni<Void> logPostponed(String what, Throwable failure) {
        Log.warnf("The retry failed and is repeated later, for %s: %s", what, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
