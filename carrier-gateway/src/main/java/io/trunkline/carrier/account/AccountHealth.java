package io.trunkline.carrier.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.trunkline.carrier.spi.CarrierFailure;

/** How an account's calls failed since this instance started, and whether a person must look: codes, never words. */
final class AccountHealth {

    private final Map<CarrierFailure, AccountStatus.Failed> errors = new EnumMap<>(CarrierFailure.class);
    /** Of the last one that only a person can mend; null when a call has succeeded since. */
    private Instant refusedAt;

    synchronized void failed(CarrierFailure failure) {
        Instant now = Instant.now();
        errors.merge(failure, new AccountStatus.Failed(failure, 1, now),
                (before, first) -> new AccountStatus.Failed(failure, before.count() + 1, now));
        if (failure.needsOperator()) {
            refusedAt = now;
        }
    }

    synchronized void succeeded() {
        refusedAt = null;
    }

    /** Whether there was one that only a person can mend, and no call has succeeded since. */
    synchronized boolean unmended() {
        return refusedAt != null;
    }

    /** The same, and it is so recent that asking again is of no use. */
    synchronized boolean unmendedSince(Instant then) {
        return refusedAt != null && refusedAt.isAfter(then);
    }

    /** Newest first. */
    synchronized List<AccountStatus.Failed> all() {
        return errors.values().stream().sorted(Comparator.comparing(AccountStatus.Failed::lastAt).reversed()).toList();
    }
}
