package io.trunkline.inventory.number;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.Disposal;
import io.trunkline.events.NumberEvent.NumberAdded;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.NumberEvent.NumberRetired;
import io.trunkline.events.NumberType;
import io.trunkline.kit.Ids;

/**
 * A number that is or was in the stock. Rows are never deleted. The database enforces the rules (one unreleased row per
 * number, one number per workspace and slot, legal transitions only) and writes the history of every transition. This class
 * makes the transitions and their events.
 * <p>
 * Lock the row in the transaction before a change: the lock keeps a number's events in order. Every time is the database's.
 */
@Entity
public class PhoneNumber {

    @Id
    private UUID id;
    private String e164;
    private String country;
    @Enumerated(EnumType.STRING)
    private NumberType numberType;
    private String areaCode;
    private String carrier;
    private String carrierAccount;
    private String carrierNumberId;
    private Boolean voice;
    private Boolean sms;
    private Boolean mms;
    private UUID orderId;
    @Enumerated(EnumType.STRING)
    private Lifecycle lifecycle;
    @Enumerated(EnumType.STRING)
    private Assignment assignment;
    private String workspaceId;
    private String businessName;
    private String slot;
    private UUID operationId;
    private Instant assignedAt;
    private Instant freeSince;
    private Instant quarantinedUntil;
    @Column(name = "said_at")
    private Instant releaseCommandSentAt;
    private Instant changedAt;
    private String actor;
    private String reason;
    private UUID causeId;
    @Version
    private int version;
    private Instant createdAt;

    protected PhoneNumber() {
        // For Hibernate
    }

    public boolean isFree() {
        return status() == NumberStatus.AVAILABLE;
    }

    public boolean belongsTo(String workspace) {
        return workspaceId != null && workspaceId.equals(workspace);
    }

    public NumberStatus status() {
        return NumberStatus.of(lifecycle, assignment);
    }

    /** Assigns a free number to a workspace. */
    public NumberAssigned assign(Assignee assignee, Change change, Instant at) {
        transitionTo(Lifecycle.OWNED, Assignment.ASSIGNED);
        workspaceId = assignee.workspaceId();
        businessName = assignee.workspaceName();
        slot = assignee.slot();
        operationId = assignee.operationId();
        assignedAt = at;
        recordChange(change, assignedAt);
        return assignedEvent(operationId);
    }

    /**
     * Releases the number from its workspace.
     *
     * @param quarantine how long it is not offered; used for {@link Disposal#QUARANTINE} only
     */
    public NumberReleased release(Disposal disposal, Duration quarantine, Change change, Instant releasedAt) {
        String owner = workspaceId;
        String formerSlot = slot;
        Instant ownedSince = assignedAt;
        switch (disposal) {
            case QUARANTINE -> {
                transitionTo(Lifecycle.QUARANTINED, Assignment.FREE);
                quarantinedUntil = releasedAt.plus(quarantine);
            }
            case CARRIER -> transitionTo(Lifecycle.RELEASING, Assignment.FREE);
            case SET_ASIDE -> transitionTo(Lifecycle.OWNED, Assignment.SET_ASIDE);
        }
        recordChange(change, releasedAt);
        return new NumberReleased(id, e164, owner, formerSlot, change.causeId(), disposal, releasedAt, quarantinedUntil,
                ownedSince);
    }

    /** Makes it free stock again after its quarantine. */
    public NumberAdded restock(Change change, Instant at) {
        transitionTo(Lifecycle.OWNED, Assignment.FREE);
        freeSince = at;
        recordChange(change, freeSince);
        return addedEvent();
    }

    /** Starts the release to the carrier. */
    public ReleaseCarrierNumber releaseToCarrier(Change change, Instant at) {
        transitionTo(Lifecycle.RELEASING, Assignment.FREE);
        recordChange(change, at);
        return releaseCommand(at);
    }

    /** Ends its life here: the carrier account no longer has it. */
    public NumberRetired retire(Instant retiredAt, Change change, Instant at) {
        transitionTo(Lifecycle.RELEASED, Assignment.FREE);
        recordChange(change, at);
        return new NumberRetired(id, e164, retiredAt);
    }

    /** Stores the carrier's account and id of the number, unless they are known. */
    public void recordCarrierIds(String account, String numberId) {
        carrierAccount = carrierAccount == null ? account : carrierAccount;
        carrierNumberId = carrierNumberId == null ? numberId : carrierNumberId;
    }

    /** Stores the order, unless one is known, and the capabilities. */
    public void recordOrder(UUID order, Capabilities capabilities) {
        orderId = orderId == null ? order : orderId;
        if (capabilities != null) {
            voice = capabilities.voice();
            sms = capabilities.sms();
            mms = capabilities.mms();
        }
    }

    /** Stores the time of sending. The command's id is derived from the number's, so the gateway recognises a resend. */
    public ReleaseCarrierNumber releaseCommand(Instant at) {
        releaseCommandSentAt = at;
        return new ReleaseCarrierNumber(releaseCommandId(), e164, carrier, carrierNumberId, carrierAccount);
    }

    /** Whether the command is the one that releases this row to its carrier. */
    public boolean isReleasedBy(UUID command) {
        return lifecycle == Lifecycle.RELEASING && releaseCommandId().equals(command);
    }

    private UUID releaseCommandId() {
        return Ids.of("carrier-release", id);
    }

    public NumberAdded addedEvent() {
        return new NumberAdded(id, e164, numberType, country, carrier, carrierAccount, carrierNumberId, orderId, changedAt);
    }

    /** @param operation that is answered; another one than the number's when it claims an assigned slot */
    public NumberAssigned assignedEvent(UUID operation) {
        return new NumberAssigned(id, e164, numberType, country, carrier, carrierAccount, carrierNumberId, workspaceId,
                slot, operation, assignedAt, orderId);
    }

    /** The database rejects an illegal transition too, but only at the flush and with its own message. */
    private void transitionTo(Lifecycle nextLifecycle, Assignment nextAssignment) {
        if (lifecycle != nextLifecycle && !lifecycle.nextStates().contains(nextLifecycle)
                || assignment != nextAssignment && !assignment.nextStates().contains(nextAssignment)) {
            throw new IllegalStateException("Number %s cannot go from %s %s to %s %s".formatted(id, lifecycle, assignment,
                    nextLifecycle, nextAssignment));
        }
        lifecycle = nextLifecycle;
        assignment = nextAssignment;
        workspaceId = null;
        businessName = null;
        slot = null;
        operationId = null;
        assignedAt = null;
        freeSince = null;
        quarantinedUntil = null;
    }

    /** The history gets the time of the event, so that both give the same answer to "who had this number when". */
    private void recordChange(Change change, Instant at) {
        changedAt = at;
        actor = change.actor();
        reason = change.reason();
        causeId = change.causeId();
    }

    public UUID id() {
        return id;
    }

    public String e164() {
        return e164;
    }

    public String country() {
        return country;
    }

    public NumberType numberType() {
        return numberType;
    }

    public String areaCode() {
        return areaCode;
    }

    public String carrier() {
        return carrier;
    }

    public String carrierAccount() {
        return carrierAccount;
    }

    public String carrierNumberId() {
        return carrierNumberId;
    }

    /** Null until the carrier has reported them. */
    public Capabilities capabilities() {
        return voice == null ? null : new Capabilities(voice, sms, mms);
    }

    public UUID orderId() {
        return orderId;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public String workspaceId() {
        return workspaceId;
    }

    public String businessName() {
        return businessName;
    }

    public String slot() {
        return slot;
    }

    public Instant assignedAt() {
        return assignedAt;
    }

    public Instant quarantinedUntil() {
        return quarantinedUntil;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
