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
 * The columns of every job table. {@code id} is the command's id, so a repeated command finds its row. {@code epoch} grows with
 * each claim and each save: a save with an old epoch fails, which fences an instance that was paused past its lease.
 * <p>
 * Time is the database's, or slightly ahead of it: the database's clock at the claim plus the local time since the claim was
 * requested.
 */
@MappedSuperclass
public abstract class Job {

    @Id
    private UUID id;
    private String carrier;
    @Enumerated(EnumType.STRING)
    private JobState state;
    /** Null: nothing more is done. In a new row the database's default, now. */
    private Instant dueAt;
    private Instant leaseUntil;
    private Instant claimedAt;
    @Version
    private int epoch;
    /** Failed attempts in a row, for the back-off. */
    private int attempts;
    private String code;
    private String detail;
    /** W3C trace context of the command. */
    private String traceparent;
    /** The event that closed the job; it is published again for a repeated command. Null before, and without an event. */
    @Column(name = "answer_type")
    private String closingEventType;
    @Column(name = "answer")
    private String closingEvent;
    /** The carrier was called for this job. Calls of a later claim are retries. */
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
        this(id, carrier, null);
    }

    /** @param dueAt null: now */
    protected Job(UUID id, String carrier, Instant dueAt) {
        this.id = id;
        this.carrier = carrier;
        this.dueAt = dueAt;
        this.state = JobState.WAITING;
    }

    public UUID id() {
        return id;
    }

    /** Null while the order is not routed. */
    public String carrier() {
        return carrier;
    }

    /**
     * Moves the job to another carrier, which was not called yet.
     *
     * @param name null: to be routed
     */
    protected void assignCarrier(String name) {
        carrier = name;
        carrierCalled = false;
    }

    /** The carrier at the claim; null: the job had none. */
    String claimedCarrier() {
        return claimedCarrier;
    }

    public JobState state() {
        return state;
    }

    /** The failure for the closing event; null without one. */
    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Null: nothing more is done. */
    public Instant dueAt() {
        return dueAt;
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

    /** @throws IllegalStateException when the state may not follow the present one */
    private void moveTo(JobState next) {
        if (next != state && !state.next().contains(next)) {
            throw new IllegalStateException("Job " + id + " cannot go from " + state + " to " + next);
        }
        state = next;
    }

    /** Before a call that must not be repeated blindly. */
    protected void markSubmitting() {
        moveTo(JobState.SUBMITTING);
    }

    /** The carrier did nothing: the same call is due again after the delay. */
    protected void scheduleRetry(Duration wait, CarrierException cause) {
        moveTo(JobState.WAITING);
        attempts++;
        dueAfter(wait, cause);
    }

    /**
     * Keeps the state; the job is due again after the delay.
     *
     * @param cause null without a failure
     */
    protected void postpone(Duration wait, CarrierException cause) {
        dueAfter(wait, cause);
    }

    /** The carrier may have carried out the call. */
    protected void markUnknown(Duration wait, CarrierException cause) {
        moveTo(JobState.UNKNOWN);
        dueAfter(wait, cause);
    }

    /** The carrier has accepted the call and decides later. */
    protected void markPending(Duration wait) {
        moveTo(JobState.PENDING);
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

    /** A job that needs attention is due again after the delay, because the carrier may still answer. */
    protected void keepDue(Duration wait) {
        dueAt = now().plus(wait);
    }

    private void dueAfter(Duration wait, CarrierException cause) {
        dueAt = now().plus(wait);
        code = cause == null ? null : cause.failure().name();
        detail = cause == null ? null : cause.getMessage();
    }

    private void close(JobState end, String endCode, String endDetail) {
        moveTo(end);
        code = endCode;
        detail = endDetail;
        dueAt = null;
    }

    /** Stores the wire type and the JSON of the event that closes the job. */
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

    public boolean needsAttention() {
        return state == JobState.NEEDS_ATTENTION;
    }

    /** Whether the last event of the job ends it, or waits for a person. */
    boolean isClosed() {
        return claimedAt != null && (dueAt == null || needsAttention());
    }

    void linkTrace(String commandTraceparent) {
        traceparent = commandTraceparent;
    }

    String traceparent() {
        return traceparent;
    }

    /** How long until the job is due; empty when it is closed. */
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
     * Whether no other instance can claim the job during that time. Measured with this instance's clock from the request of the
     * lease, so it never lasts longer here than in the database.
     */
    public boolean isLeaseHeldFor(Duration duration) {
        return leaseEndNanos - System.nanoTime() > duration.toNanos();
    }

    /** Before a call to the carrier. */
    public void recordCarrierCall() {
        carrierCalled = true;
    }

    /** Whether the next call is a retry. Queries of a pending call are not: the carrier expects them. */
    public boolean isRetry() {
        return carrierCalled && state != JobState.PENDING;
    }

    /** Whether the carrier may have carried out a call of unknown outcome. */
    public boolean isOutcomeUnknown() {
        return state == JobState.UNKNOWN || state == JobState.SUBMITTING;
    }

    /** Keeps the state and the last failure; the job is due again after the delay. */
    void reschedule(Duration wait) {
        dueAt = now().plus(wait);
    }

    /** @param requestedAt nanoseconds of this instance's clock, before the claim statement */
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
