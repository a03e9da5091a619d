package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.kit.Ids;

/**
 * A saga: what is to be done for one slot of a workspace, how far it is, and what it has in its hands. Ids of everything
 * it commands follow from its own id and the step, so that saying a command again is the same command.
 */
@Entity
public class Operation {

    /** What an operation is for. */
    public enum Kind {
        /** Fill a slot of the plan: from stock, or bought when the stock is empty. */
        PROVISION,
        /** Buy the one number the workspace chose, with its money. */
        PURCHASE,
        /** Give a number up. */
        RELEASE
    }

    /** RUNNING and COMPENSATING go on by themselves; so does NEEDS_ATTENTION once the missing answer comes. */
    public enum State {
        RUNNING,
        COMPENSATING,
        NEEDS_ATTENTION,
        COMPLETED,
        /** Failed, and what had been done was undone. */
        COMPENSATED,
        /** Failed, and there was nothing to undo. */
        FAILED
    }

    @Id
    public UUID id;
    @Enumerated(EnumType.STRING)
    public Kind kind;
    @Enumerated(EnumType.STRING)
    public State state;
    @Enumerated(EnumType.STRING)
    public Step step;
    public String workspaceId;
    public String workspaceName;
    public String slot;
    public String country;
    @Enumerated(EnumType.STRING)
    public NumberType numberType;
    public String areaCode;
    /** The number in its hands: set once inventory has assigned it. */
    public UUID numberId;
    /** The number wanted (PURCHASE) or had. */
    public String e164;
    public String carrier;
    public String carrierNumberId;
    /** Whether the number in its hands was bought for this operation, so that undoing means giving it back to the carrier. */
    public boolean ordered;
    /** Whether the slot is filled by entitlement: a failure is tried again later by itself. */
    public boolean autoRetry;
    /** Price held, in minor units; null when no money moves. */
    public Long priceCents;
    public String errorCode;
    public String errorDetail;
    /** When the missing answer is asked for again. */
    public Instant deadline;
    public Instant createdAt;
    public Instant endedAt;
    @Version
    public int version;

    public boolean isEnded() {
        return endedAt != null;
    }

    /** Whether it goes backward: something failed. */
    boolean isCompensating() {
        return errorCode != null;
    }

    boolean isAt(Step expected) {
        return !isEnded() && step == expected;
    }

    NumberCriteria criteria() {
        return new NumberCriteria(country, numberType, areaCode);
    }

    UUID orderId() {
        return Ids.of(id, Step.ORDER);
    }

    /** Whether the order that a number was bought by, if any, is this operation's. */
    boolean isOwnOrder(UUID order) {
        return orderId().equals(order);
    }

    UUID holdId() {
        return Ids.of(id, Step.HOLD);
    }
}
