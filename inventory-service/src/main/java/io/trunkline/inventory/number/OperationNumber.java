package io.trunkline.inventory.number;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import org.hibernate.annotations.Immutable;

/** What an operation was assigned, remembered for ever: an operation gets one number. Rows are written by SQL only. */
@Entity
@Immutable
public class OperationNumber {

    @Id
    private UUID operationId;
    private UUID numberId;
    private Instant endedAt;

    protected OperationNumber() {
        // For Hibernate
    }

    /** Null: the operation gave up before it was assigned a number. */
    UUID numberId() {
        return numberId;
    }

    /** Whether the number was released or the operation gave it up: it is assigned nothing any more. */
    boolean isOver() {
        return endedAt != null;
    }
}
