package io.trunkline.carrier.spend;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.trunkline.events.AccountNames;

/**
 * Where a day stands. Amounts are US cents: bought, or reserved for purchases that may still be made.
 *
 * @param day UTC
 * @param cap of everything; empty for none
 * @param byCarrier accounts at which something was spent
 * @param capByCarrier carriers, or further accounts, that have a cap of their own
 * @param stopped carriers, or further accounts, at which purchases are stopped
 * @param allStopped purchases are stopped everywhere
 */
public record Spent(LocalDate day, long total, Optional<Long> cap, Map<String, Long> byCarrier,
        Map<String, Long> capByCarrier, Set<String> stopped, boolean allStopped) {

    /** At all of the carrier's accounts, or at one further account. */
    public long at(String carrier) {
        return byCarrier.entrySet().stream().filter(spent -> AccountNames.matches(spent.getKey(), carrier))
                .mapToLong(Map.Entry::getValue).sum();
    }

    /** Empty for none. */
    public Optional<Long> capAt(String carrier) {
        return Optional.ofNullable(capByCarrier.get(carrier));
    }

    /** Whether something may be bought there, as far as operators are concerned. */
    public boolean isOpen(String carrier) {
        return !allStopped && stopped.stream().noneMatch(stop -> AccountNames.matches(carrier, stop));
    }
}
