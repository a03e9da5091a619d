package io.trunkline.carrier.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.trunkline.carrier.spi.CarrierFailure;

/** The failures of an account since this instance started, and whether it needs an operator. It stores codes, never texts. */
final class AccountHealth {

    private final Map<CarrierFailure, AccountStatus.FailureCount> failures = new EnumMap<>(CarrierFailure.class);
    /** Of the last failure that needs an operator; null after a success. */
    private Instant refusedAt;

    synchronized void recordFailure(CarrierFailure failure) {
        Instant now = Instant.now();
        failures.merge(failure, new AccountStatus.FailureCount(failure, 1, now),
                (counted, first) -> new AccountStatus.FailureCount(failure, counted.count() + 1, now));
        if (failure.needsOperator()) {
            refusedAt = now;
        }
    }

    synchronized void recordSuccess() {
        refusedAt = null;
    }

    /** Whether a failure needed an operator and no call has succeeded since. */
    synchronized boolean needsOperator() {
        return refusedAt != null;
    }

    /** The same, and the failure is later than the instant. */
    synchronized boolean needsOperatorSince(Instant instant) {
        return refusedAt != null && refusedAt.isAfter(instant);
    }

    /** Newest first. */
    synchronized List<AccountStatus.FailureCount> failures() {
        return failures.values().stream().sorted(Comparator.comparing(AccountStatus.FailureCount::lastAt).reversed()).toList();
    }
}
