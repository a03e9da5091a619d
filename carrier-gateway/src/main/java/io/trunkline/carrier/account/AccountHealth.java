package io.trunkline.carrier.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.trunkline.carrier.spi.CarrierFailure;

/** Counts the failures of an account since this instance started, for operators: codes, never texts. */
final class AccountHealth {

    private final Map<CarrierFailure, AccountStatus.FailureCount> failures = new EnumMap<>(CarrierFailure.class);

    synchronized void recordFailure(CarrierFailure failure) {
        Instant now = Instant.now();
        failures.merge(failure, new AccountStatus.FailureCount(failure, 1, now),
                (counted, first) -> new AccountStatus.FailureCount(failure, counted.count() + 1, now));
    }

    /** Newest first. */
    synchronized List<AccountStatus.FailureCount> failures() {
        return failures.values().stream().sorted(Comparator.comparing(AccountStatus.FailureCount::lastAt).reversed())
                .toList();
    }
}
