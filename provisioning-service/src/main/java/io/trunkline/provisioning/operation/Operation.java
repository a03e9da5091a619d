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
 * A saga for one slot of a workspace: its kind, its current step and what it holds. The ids of its commands follow from its own
 * id and the step, so that a command that is sent again is the same command.
 */
@Entity
public class Operation {

    /** What an operation does. */
    public enum Kind {
        /** Fills a slot of the plan from the stock, or with an ordered number when the stock is empty. */
        PROVISION,
        /** Buys the number that the workspace chose with the money of its wallet. */
        PURCHASE,
        /** Releases a number. */
        RELEASE
    }

    /** NEEDS_ATTENTION continues when the missing reply arrives. */
    public enum State {
        RUNNING,
        COMPENSATING,
        NEEDS_ATTENTION,
        COMPLETED,
        /** Failed and compensated. */
        COMPENSATED,
        /** Failed with nothing to compensate. */
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
    /** The number it holds: set when inventory-service has assigned it. */
    public UUID numberId;
    /** The requested number (PURCHASE) or the assigned one. */
    public String e164;
    public String carrier;
    public String carrierNumberId;
    /** Whether the number was ordered for this operation: its compensation returns it to the carrier. */
    public boolean ordered;
    /** Whether a failure is retried automatically: true for the numbers of the plan. */
    public boolean autoRetry;
    /** The price held, in minor units of the wallet's currency; null when no money moves. */
    public Long priceCents;
    public String errorCode;
    public String errorDetail;
    /** When the command of the current step is sent again. */
    public Instant deadline;
    public Instant createdAt;
    public Instant endedAt;
    @Version
    public int version;

    public boolean isEnded() {
        return endedAt != null;
    }

    /** Whether a step failed. */
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

    /** @param order the order that bought a number; null: none */
    boolean isOwnOrder(UUID order) {
        return orderId().equals(order);
    }

    UUID holdId() {
        return Ids.of(id, Step.HOLD);
    }
}
