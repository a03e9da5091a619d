package io.trunkline.provisioning.entitlement;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.provisioning.workspace.SlotRepository;

/** A workspace whose first number could not be given is not forgotten. */
@ApplicationScoped
class DueRetries {

    private final SlotRepository slots;
    private final Entitlements entitlements;

    DueRetries(SlotRepository slots, Entitlements entitlements) {
        this.slots = slots;
        this.entitlements = entitlements;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> scan() {
        return workspacesDue().onItem().transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem().transformToUniAndConcatenate(entitlements::retryDue)
                .onItem().ignoreAsUni()
                .onFailure().recoverWithUni(failure -> {
                    Log.warnf("Due retries wait for the next scan: %s", failure.toString());
                    return Uni.createFrom().voidItem();
                });
    }

    @WithSession
    Uni<List<String>> workspacesDue() {
        return slots.workspacesDue();
    }
}
