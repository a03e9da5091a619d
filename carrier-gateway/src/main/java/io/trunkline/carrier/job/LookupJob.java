package io.trunkline.carrier.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.events.CarrierEvent;

/**
 * A job whose call must not be repeated blindly: an unknown outcome is looked up first. Methods return the events to publish.
 */
@MappedSuperclass
public abstract class LookupJob extends Job {

    /** The end of the last call of unknown outcome; null when there was none. */
    @Column(name = "doubted_at")
    private Instant unknownSince;
    /** Look-ups of the schedule that were used. */
    private int lookups;
    private transient LookupPolicy lookupPolicy;

    protected LookupJob() {
    }

    protected LookupJob(UUID id, String carrier) {
        super(id, carrier);
    }

    /** To be set before a claimed job is processed. */
    public void setLookupPolicy(LookupPolicy policy) {
        lookupPolicy = policy;
    }

    /** Whether the job is too old for another call. */
    public boolean isStale() {
        return age().compareTo(lookupPolicy.giveUpAfter()) > 0;
    }

    /** Whether the outcome of an earlier call is or was unknown. */
    protected boolean hasUnknownOutcome() {
        return unknownSince != null;
    }

    /** A call of unknown outcome has ended; the look-up delay starts again. */
    protected void startUnknownOutcome() {
        unknownSince = now();
    }

    /** The next look-up of the schedule; after the last one the job needs attention. */
    protected List<CarrierEvent> scheduleLookup(CarrierException cause) {
        if (lookups >= lookupPolicy.backoff().size()) {
            return giveUpLookups(cause);
        }
        markUnknown(lookupPolicy.backoff().get(lookups++), cause);
        return List.of();
    }

    /** Looks up again after the first delay of the schedule, without counting it. */
    protected List<CarrierEvent> scheduleUncountedLookup() {
        markUnknown(lookupPolicy.backoff().get(0), null);
        return List.of();
    }

    /**
     * The look-up failed. One that was not carried out does not count, but it is not postponed for longer than the whole
     * schedule. A pending call is queried without a limit.
     *
     * @param wait the delay of a look-up that does not count
     */
    public List<CarrierEvent> recordLookupFailure(CarrierException cause, Duration wait) {
        if (state() != JobState.PENDING) {
            if (!isLookupSkipped(cause)) {
                return scheduleLookup(cause);
            }
            if (isScheduleOver()) {
                return giveUpLookups(cause);
            }
        }
        postpone(wait, cause);
        return List.of();
    }

    /** Whether the look-up was not carried out, by us or by the carrier. */
    private static boolean isLookupSkipped(CarrierException cause) {
        return cause.isUnsent() || cause.failure() == CarrierFailure.RATE_LIMITED;
    }

    /** Whether the outcome has been unknown for longer than the sum of all delays. */
    private boolean isScheduleOver() {
        Duration schedule = lookupPolicy.backoff().stream().reduce(Duration.ZERO, Duration::plus);
        return unknownSince != null && now().isAfter(unknownSince.plus(schedule));
    }

    /** Whether an empty look-up proves that the call was not carried out. */
    public boolean isLookupConclusive() {
        return remainingLookupDelay().isZero();
    }

    /** Looks up again when an empty result is conclusive. */
    public List<CarrierEvent> scheduleConclusiveLookup() {
        markUnknown(remainingLookupDelay(), null);
        return List.of();
    }

    private Duration remainingLookupDelay() {
        Duration delay = unknownSince == null ? Duration.ZERO
                : Duration.between(now(), unknownSince.plus(lookupPolicy.lookupDelay()));
        return delay.isNegative() ? Duration.ZERO : delay;
    }

    /** The outcome cannot be found out: the job needs attention. */
    protected abstract List<CarrierEvent> giveUpLookups(CarrierException cause);
}
