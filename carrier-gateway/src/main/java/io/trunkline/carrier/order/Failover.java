package io.trunkline.carrier.order;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;

import io.trunkline.carrier.spi.CarrierFailure;

/** Whether an order may go to another carrier, and which ones failed already. */
@Embeddable
class Failover {

    /** Whether the command names no carrier. */
    @Column(name = "chosen")
    private boolean allowed;
    @Column(name = "tried")
    @Convert(converter = FailedAttempts.Column.class)
    private FailedAttempts attempts = FailedAttempts.NONE;
    /** How often the present carrier was unavailable. */
    @Column(name = "tries")
    private int unavailableCount;

    protected Failover() {
        // for Hibernate
    }

    Failover(boolean allowed) {
        this.allowed = allowed;
    }

    FailedAttempts attempts() {
        return attempts;
    }

    /**
     * Whether another account may sell the number after this failure.
     *
     * @param accounts accounts that may sell it
     */
    boolean isPossible(CarrierFailure failure, String carrier, List<String> accounts) {
        return allowed && failure.allowsFailover() && accounts.stream()
                .anyMatch(account -> !account.equals(carrier) && !attempts.carriers().contains(account));
    }

    /**
     * Counts an unavailable carrier. A rate limit is not counted: it is no reason to leave the carrier.
     *
     * @return whether the limit is reached
     */
    boolean countUnavailable(CarrierFailure failure, int limit) {
        if (failure != CarrierFailure.CARRIER_UNAVAILABLE) {
            return false;
        }
        unavailableCount++;
        return unavailableCount >= limit;
    }

    void recordFailure(String carrier, CarrierFailure failure) {
        attempts = attempts.with(carrier, failure);
        unavailableCount = 0;
    }
}
