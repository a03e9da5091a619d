package io.trunkline.carrier.order;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.MappedSuperclass;

import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.LookupJob;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;

/**
 * An order with what it has and owes at its carrier: a number that was sold instead of the ordered one is given back, and a
 * purchase that was in doubt is looked up again after the order. An order that needs attention is still looked up, at a slow
 * pace.
 */
@MappedSuperclass
abstract class ObligedOrder extends LookupJob {

    private String carrierNumberId;
    private String carrierAccount;
    /** When the account no longer had the number; set by the database. An unmapped column would break the claim of jobs. */
    @Column(insertable = false, updatable = false)
    private Instant releasedAt;
    /** A number that the carrier sold instead of the ordered one. Null: there was none. */
    @Column(name = "other_e164")
    private String otherE164;
    private String otherNumberId;
    private String otherAccount;
    /** The release of the other number; null while it was not started. */
    private UUID giveBackId;
    /** Of an operator, about an order that needs attention; null: none. */
    @Enumerated(EnumType.STRING)
    private OrderDecision decision;
    private final transient List<Job> obligations = new ArrayList<>();
    private transient Duration attentionLookupInterval;
    private transient Duration recheckAfter;

    protected ObligedOrder() {
    }

    ObligedOrder(UUID id, String carrier) {
        super(id, carrier);
    }

    /** What an operator decided, null for nothing. */
    public OrderDecision decision() {
        return decision;
    }

    void setDelays(Duration newAttentionLookupInterval, Duration newRecheckAfter) {
        attentionLookupInterval = newAttentionLookupInterval;
        recheckAfter = newRecheckAfter;
    }

    /** At the carrier. */
    String reference() {
        return id().toString();
    }

    /** Jobs to store together with the order. */
    List<Job> obligations() {
        return obligations;
    }

    /** To be saved before the order succeeds: the carrier's id of a number belongs to one order only. */
    void assignNumber(OwnedNumber number) {
        carrierNumberId = number.carrierNumberId();
        carrierAccount = number.carrierAccount();
    }

    /** The carrier's id belongs to another order of ours. */
    List<CarrierEvent> recordIdClash() {
        carrierNumberId = null;
        carrierAccount = null;
        return escalate("NUMBER_ID_CLASH", "The carrier answered with the id of a number that another order bought");
    }

    /** Another number than the candidate, from the answer to the purchase. */
    protected void keep(OwnedNumber number) {
        otherE164 = number.e164();
        otherNumberId = number.carrierNumberId();
        otherAccount = number.carrierAccount();
    }

    /** The carrier's id of the other number. Empty: there is none, or its release was started. */
    Optional<String> keptNumberId() {
        return giveBackId == null ? Optional.ofNullable(otherNumberId) : Optional.empty();
    }

    /** The release of the other number; nothing is bought before it has ended. Empty: none was started. */
    Optional<UUID> giveBackId() {
        return Optional.ofNullable(giveBackId);
    }

    /** The account holds a number under our reference that is not what was ordered. */
    List<CarrierEvent> giveBack(OwnedNumber number) {
        keep(number);
        return giveBackKept();
    }

    /** Gives the other number back. */
    List<CarrierEvent> giveBackKept() {
        releaseKept();
        return awaitGiveBack();
    }

    /** The release of the other number follows from this order. */
    void releaseKept() {
        NumberRelease release = NumberRelease.withoutOrder(carrier(),
                new OwnedNumber(otherE164, otherNumberId, otherAccount, null, null, null));
        giveBackId = release.id();
        obligations.add(release);
    }

    /** The other number is not given back yet. */
    List<CarrierEvent> awaitGiveBack() {
        return scheduleUncountedLookup();
    }

    /** Numbers that the order does not end with are looked for again: the candidate, or others under the same reference. */
    void recheckLater(String candidate) {
        obligations.add(new PurchaseRecheck(id(), carrier(), candidate, now().plus(recheckAfter)));
    }

    /** Published once. */
    protected List<CarrierEvent> escalate(String failureCode, String detail) {
        if (needsAttention()) {
            return keepAttention();
        }
        markNeedsAttention(failureCode, detail);
        keepDue(attentionLookupInterval);
        return List.of(needsAttentionEvent());
    }

    protected abstract CarrierEvent needsAttentionEvent();

    /** A look-up of an order that needs attention showed nothing of it at the carrier. */
    List<CarrierEvent> concludeAttention() {
        return decision == OrderDecision.GIVE_UP ? giveUp() : keepAttention();
    }

    /** Ends the order on an operator's decision. */
    protected abstract List<CarrierEvent> giveUp();

    /** An order that needs attention is looked up again later. */
    List<CarrierEvent> keepAttention() {
        keepDue(attentionLookupInterval);
        return List.of();
    }

    @Override
    public List<CarrierEvent> recordLookupFailure(CarrierException cause, Duration wait) {
        return needsAttention() ? keepAttention() : super.recordLookupFailure(cause, wait);
    }
}
