package io.trunkline.carrier.order;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;

import io.trunkline.carrier.spi.CarrierFailure;

/** Whether an order may ask another carrier, and which ones it asked in vain. */
@Embeddable
class Failover {

    /** Whether the command named no carrier. */
    @Column(name = "chosen")
    private boolean allowed;
    @Column(name = "tried")
    @Convert(converter = FailedAttempts.Column.class)
    private FailedAttempts attempts = FailedAttempts.NONE;
    /** How often the present carrier did not process a call. */
    @Column(name = "tries")
    private int unavailableCount;
    /** How often it may be unavailable; 0: there is no other one. */
    private transient int unavailableLimit;

    protected Failover() {
        // Hibernate's
    }

    Failover(boolean allowed) {
        this.allowed = allowed;
    }

    FailedAttempts attempts() {
        return attempts;
    }

    List<String> failedCarriers() {
        return attempts.carriers();
    }

    /** @param limit how often the present carrier may be unavailable; 0: there is no other one */
    void limitUnavailable(int limit) {
        unavailableLimit = limit;
    }

    boolean isPossibleFor(CarrierFailure cause) {
        return allowed && unavailableLimit > 0 && cause.allowsFailover();
    }

    /** The present carrier did not process a call; too many calls, of ours or of everybody's, are no reason to leave it. */
    boolean countUnavailable(CarrierFailure cause) {
        if (cause != CarrierFailure.CARRIER_UNAVAILABLE) {
            return false;
        }
        unavailableCount++;
        return unavailableCount >= unavailableLimit;
    }

    void recordFailure(String carrier, CarrierFailure cause) {
        attempts = attempts.with(carrier, cause);
        unavailableCount = 0;
    }
}
