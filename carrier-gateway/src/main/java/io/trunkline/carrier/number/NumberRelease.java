package io.trunkline.carrier.number;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import org.hibernate.annotations.DynamicInsert;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.kit.Ids;

/**
 * Releases one number. It costs money until the carrier's list does not show it any more, so it is retried without a limit.
 */
@Entity
@Table(name = "number_release")
@DynamicInsert
public class NumberRelease extends Job {

    /** The carrier's clock may differ from ours: a slightly later attempt avoids a second one. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** About a day with the maximum back-off of five minutes. */
    private static final int ATTEMPTS_BEFORE_ESCALATION = 300;

    private String e164;
    private String carrierNumberId;
    private String carrierAccount;

    protected NumberRelease() {
    }

    /** @param carrier used when the command names no carrier */
    public NumberRelease(ReleaseCarrierNumber command, String carrier) {
        super(command.commandId(), command.carrier() == null ? carrier : command.carrier());
        e164 = command.e164();
        carrierNumberId = command.carrierNumberId();
        carrierAccount = command.carrierAccount();
    }

    private NumberRelease(UUID id, String carrier, OwnedNumber number) {
        super(id, carrier);
        e164 = number.e164();
        carrierNumberId = number.carrierNumberId();
        carrierAccount = number.carrierAccount();
    }

    /** Of a number that was bought without an order for it: the same release for each time that it is found. */
    public static NumberRelease withoutOrder(String carrier, OwnedNumber number) {
        return new NumberRelease(Ids.of("give-back", carrier, number.carrierNumberId()), carrier, number);
    }

    String e164() {
        return e164;
    }

    /** Null: it is looked up by number. */
    String carrierNumberId() {
        return carrierNumberId;
    }

    /** The carrier's id of the account that has the number; null when it is unknown. */
    String carrierAccount() {
        return carrierAccount;
    }

    /** The account has the number. */
    void assignCarrierNumber(OwnedNumber number) {
        carrierNumberId = number.carrierNumberId();
        carrierAccount = number.carrierAccount();
    }

    /** Whether a number of the account with the same E.164 is the one to release, and not a later purchase. */
    boolean matches(OwnedNumber number) {
        return number.carrierNumberId().equals(carrierNumberId);
    }

    /** The carrier's list does not show the number. */
    List<CarrierEvent> complete() {
        markSucceeded();
        return List.of(new CarrierNumberReleased(id(), e164, carrier(), now()));
    }

    List<CarrierEvent> retryLater(CarrierException cause, Duration wait) {
        scheduleRetry(wait, cause);
        return List.of();
    }

    /** Whether the number is released, or waits for the date on which the carrier releases it. */
    public boolean isSettled() {
        return state() == JobState.SUCCEEDED || CarrierFailure.RELEASE_TOO_EARLY.name().equals(code());
    }

    /** True once, after many attempts: an operator should look at it. */
    boolean isEscalationDue() {
        return state() == JobState.WAITING && attempts() == ATTEMPTS_BEFORE_ESCALATION;
    }

    /** The carrier releases the number only from that date on, which is not an error. */
    List<CarrierEvent> retryOn(Instant date, CarrierException cause) {
        Duration wait = Duration.between(now(), date.plus(CLOCK_TOLERANCE));
        scheduleRetry(wait.compareTo(CLOCK_TOLERANCE) > 0 ? wait : CLOCK_TOLERANCE, cause);
        return List.of();
    }
}
