package io.trunkline.inventory.number;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

/** One transition of a number. A database trigger writes it in the same transaction. */
@Entity
@Immutable
public class NumberHistory {

    @Id
    private Long seq;
    private UUID numberId;
    @Column(name = "at")
    private Instant occurredAt;
    private String actor;
    private String reason;
    private UUID causeId;
    private String workspaceId;
    private String slot;
    @Enumerated(EnumType.STRING)
    private Lifecycle fromLifecycle;
    @Enumerated(EnumType.STRING)
    private Assignment fromAssignment;
    @Enumerated(EnumType.STRING)
    private Lifecycle toLifecycle;
    @Enumerated(EnumType.STRING)
    private Assignment toAssignment;

    protected NumberHistory() {
        // For Hibernate
    }

    public Instant occurredAt() {
        return occurredAt;
    }

    public String actor() {
        return actor;
    }

    public String reason() {
        return reason;
    }

    /** The operation, order or command that caused it; null for a change by hand. */
    public UUID causeId() {
        return causeId;
    }

    /** The workspace that had the number before or has it after. */
    public String workspaceId() {
        return workspaceId;
    }

    public String slot() {
        return slot;
    }

    /** Null when the number was added to the stock. */
    public NumberStatus from() {
        return fromLifecycle == null ? null : NumberStatus.of(fromLifecycle, fromAssignment);
    }

    public NumberStatus to() {
        return NumberStatus.of(toLifecycle, toAssignment);
    }
}
