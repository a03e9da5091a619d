package io.trunkline.carrier.number;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;

/**
 * One number to be given back: an obligation, since it is paid for until the carrier's own list does not show it any more.
 * There is no giving up.
 */
@Entity
@Table(name = "number_release")
@DynamicInsert
public class NumberRelease extends Job {

    /** The carrier's clock may differ from ours: a little later is asked once instead of twice. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** With the longest wait of five minutes, after about a day. */
    private static final int ATTEMPTS_BEFORE_ESCALATION = 300;

    private String e164;
    private String carrierNumberId;

    protected NumberRelease() {
    }

    /** @param carrier used when the command names none */
    public NumberRelease(ReleaseCarrierNumber command, String carrier) {
        super(command.commandId(), command.carrier() == null ? carrier : command.carrier());
        e164 = command.e164();
        carrierNumberId = command.carrierNumberId();
    }

    String e164() {
        return e164;
    }

    /** Null: to be looked up. */
    String carrierNumberId() {
        return carrierNumberId;
    }

    void assignCarrierNumber(OwnedNumber number) {
        carrierNumberId = number.carrierNumberId();
    }

    /** Whether a number with the same digits that the account holds is the one to be given back, not a later purchase. */
    boolean matches(OwnedNumber number) {
        return number.carrierNumberId().equals(carrierNumberId);
    }

    /** The carrier's list does not show it. */
    List<CarrierEvent> complete() {
        markSucceeded();
        return List.of(new CarrierNumberReleased(id(), e164, carrier(), now()));
    }

    List<CarrierEvent> retryLater(CarrierException cause, Duration wait) {
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** True once: it is tried on and on, and a person should know. */
    boolean isEscalationDue() {
        return state() == JobState.WAITING && attempts() == ATTEMPTS_BEFORE_ESCALATION;
    }

    /** The carrier takes it back only later, which is no error. */
    List<CarrierEvent> retryOn(Instant date, CarrierException cause) {
        Duration wait = Duration.between(now(), date.plus(CLOCK_TOLERANCE));
        scheduleRetry(wait.compareTo(CLOCK_TOLERANCE) > 0 ? wait : CLOCK_TOLERANCE, cause);
        return List.of();
    }
}
