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
class DueRetries {

    private static final Duration PUT_OFF = Duration.ofMinutes(1);

    private final SlotRepository slots;
    private final Entitlements entitlements;

    DueRetries(SlotRepository slots, Entitlements entitlements) {
        this.slots = slots;
        this.entitlements = entitlements;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> scan() {
        // As exactly as the database keeps it: the slots found are known by it.
        Instant until = Instant.now().plus(PUT_OFF).truncatedTo(ChronoUnit.MICROS);
        return putOff(until).onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(id -> entitlements.retryDue(id, until)
                        .onFailure().recoverWithUni(failure -> later("Workspace " + id, failure)))
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> later("Every workspace", failure));
    }

    @WithTransaction
    Uni<List<String>> putOff(Instant until) {
        return slots.putOffDue(until);
    }

    private static Uni<Void> later(String who, Throwable failure) {
        Log.warnf("%s gets its number later: %s", who, failure.toString());
        return Uni.createFrom().voidItem();
    }
}
