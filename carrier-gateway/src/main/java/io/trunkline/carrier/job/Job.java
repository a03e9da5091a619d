package io.trunkline.carrier.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

import io.trunkline.carrier.spi.CarrierException;

/**
 * What every job row has. {@code id} is the command's own id, so a repeated command finds its row. {@code epoch} grows with
 * each claim and each save: a save with an old one changes nothing, which fences an instance that was paused past its lease.
 * <p>
 * Time is the database's, or slightly ahead of it: the clock read at the claim plus what passed here since the claim was
 * asked for.
 */
@MappedSuperclass
public abstract class Job {

    @Id
    private UUID id;
    private String carrier;
    @Enumerated(EnumType.STRING)
    private JobState state;
    /** Null: nothing more to do; in a new row the database's default, now. */
    private Instant dueAt;
    private Instant leaseUntil;
    private Instant claimedAt;
    @Version
    private int epoch;
    /** Tries that failed in a row, for the back-off. */
    private int attempts;
    private String code;
    private String detail;
    /** W3C trace context of the command, so that what is done for it belongs to its trace. */
    private String traceparent;
    /** The event that told how it ended, to be said again to whoever asks again; null before, or when nothing was told. */
    @Column(name = "answer_type")
    private String closingEventType;
    @Column(name = "answer")
    private String closingEvent;
    /** A carrier was asked something for it: what is asked when it is taken up again is a repetition. */
    @Column(name = "asked")
    private boolean carrierCalled;
    @Column(insertable = false, updatable = false)
    private Instant createdAt;

    /** Nanoseconds of this instance's clock. */
    private transient long claimRequestedAt = System.nanoTime();
    private transient volatile long leaseEndNanos = claimRequestedAt;
    private transient String claimedCarrier;

    protected Job() {
    }

    protected Job(UUID id, String carrier) {
        this.id = id;
        this.carrier = carrier;
        this.state = JobState.WAITING;
    }

    public UUID id() {
        return id;
    }

    /** Null while it is not chosen. */
    public String carrier() {
        return carrier;
    }

    /**
     * Another carrier, which was asked nothing yet.
     *
     * @param name null: to be chosen
     */
    protected void assignCarrier(String name) {
        carrier = name;
        carrierCalled = false;
    }

    /** Its carrier when it was claimed; null: none was chosen then. */
    String claimedCarrier() {
        return claimedCarrier;
    }

    public JobState state() {
        return state;
    }

    /** How the carrier refused, for the closing event; null while it did not. */
    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    protected int attempts() {
        return attempts;
    }

    protected Instant now() {
        return claimedAt.plusNanos(System.nanoTime() - claimRequestedAt);
    }

    protected Duration age() {
        return Duration.between(createdAt, now());
    }

    /** About to make a call that must not be repeated blindly. */
    protected void markSubmitting() {
        state = JobState.SUBMITTING;
    }

    /** Nothing was done at the carrier; the same again after a while. */
    protected void scheduleRetry(Duration wait, CarrierException cause) {
        state = JobState.WAITING;
        attempts++;
        dueAfter(wait, cause);
    }

    /**
     * As it is, later.
     *
     * @param cause null when it is only not its turn
     */
    protected void postpone(Duration wait, CarrierException cause) {
        dueAfter(wait, cause);
    }

    /** Something may have been done at the carrier. */
    protected void markUnknown(Duration wait, CarrierException cause) {
        state = JobState.UNKNOWN;
        dueAfter(wait, cause);
    }

    /** The carrier took it and has not decided. */
    protected void markPending(Duration wait) {
        state = JobState.PENDING;
        dueAfter(wait, null);
    }

    protected void markSucceeded() {
        close(JobState.SUCCEEDED, null, null);
    }

    protected void markFailed(String failureCode, String failureDetail) {
        close(JobState.FAILED, failureCode, failureDetail);
    }

    protected void markNeedsAttention(String failureCode, String failureDetail) {
        close(JobState.NEEDS_ATTENTION, failureCode, failureDetail);
    }

    private void dueAfter(Duration wait, CarrierException cause) {
        dueAt = now().plus(wait);
        code = cause == null ? null : cause.failure().name();
        detail = cause == null ? null : cause.getMessage();
    }

    private void close(JobState end, String endCode, String endDetail) {
        state = end;
        code = endCode;
        detail = endDetail;
        dueAt = null;
    }

    /** The wire type and JSON of what was told at the end. */
    void recordClosingEvent(String type, String json) {
        closingEventType = type;
        closingEvent = json;
    }

    String closingEventType() {
        return closingEventType;
    }

    String closingEvent() {
        return closingEvent;
    }

    boolean isClosed() {
        return dueAt == null && claimedAt != null;
    }

    void linkTrace(String commandTraceparent) {
        traceparent = commandTraceparent;
    }

    String traceparent() {
        return traceparent;
    }

    /** How long until it is due again; empty when it is closed. */
    Optional<Duration> dueIn() {
        return Optional.ofNullable(dueAt).map(due -> Duration.between(now(), due));
    }

    int epoch() {
        return epoch;
    }

    void updateEpoch(int newEpoch) {
        epoch = newEpoch;
    }

    /**
     * Whether no other instance can claim the job during that time. Counted on this instance's clock from the moment the
     * lease was asked for, so it is never believed for longer than the database grants it.
     */
    public boolean isLeaseHeldFor(Duration duration) {
        return leaseEndNanos - System.nanoTime() > duration.toNanos();
    }

    /** Its carrier is about to be asked something. */
    public void recordCarrierCall() {
        carrierCalled = true;
    }

    /**
     * Whether what it asks from now on comes on top of what it asked before; a carrier that decides later wants to be asked
     * again.
     */
    public boolean isRetry() {
        return carrierCalled && state != JobState.PENDING;
    }

    /** Whether its carrier may have done it, and was not heard to say so. */
    public boolean isOutcomeUnknown() {
        return state == JobState.UNKNOWN || state == JobState.SUBMITTING;
    }

    /** As it is, later. */
    void reschedule(Duration wait) {
        dueAt = now().plus(wait);
    }

    /** @param requestedAt nanoseconds, before the statement that was granted */
    void markClaimed(long requestedAt, Duration lease) {
        claimedCarrier = carrier;
        claimRequestedAt = requestedAt;
        recordLease(requestedAt, lease);
    }

    void recordLease(long requestedAt, Duration lease) {
        leaseEndNanos = requestedAt + lease.toNanos();
    }

    void renewLease(Duration lease) {
        leaseUntil = now().plus(lease);
    }

    void releaseLease() {
        leaseUntil = null;
    }
}
