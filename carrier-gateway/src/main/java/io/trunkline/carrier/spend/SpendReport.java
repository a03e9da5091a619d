package io.trunkline.carrier.spend;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.trunkline.events.AccountNames;

/**
 * The spending of one day in US cents: bought, or reserved for purchases that may still be made.
 *
 * @param day UTC
 * @param cap of all purchases; empty for none
 * @param byCarrier accounts at which something was spent
 * @param capByCarrier carriers, or further accounts, that have a cap of their own
 * @param stopped carriers, or further accounts, at which purchases are stopped
 * @param allStopped purchases are stopped everywhere
 */
public record SpendReport(LocalDate day, long total, Optional<Long> cap, Map<String, Long> byCarrier,
        Map<String, Long> capByCarrier, Set<String> stopped, boolean allStopped) {

    /** Spent at all of the carrier's accounts, or at one further account. */
    public long spentAt(String carrier) {
        return byCarrier.entrySet().stream().filter(spent -> AccountNames.matches(spent.getKey(), carrier))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** The cap of a carrier or account; empty for none. */
    public Optional<Long> capAt(String carrier) {
        return Optional.ofNullable(capByCarrier.get(carrier));
    }

    /** Whether operators allow purchases at the account. */
    public boolean allowsPurchasesAt(String carrier) {
        return !allStopped && stopped.stream().noneMatch(stop -> AccountNames.matches(carrier, stop));
    }
}
