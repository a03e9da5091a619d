package io.trunkline.provisioning.operation;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** One step in an operation's timeline. */
@Entity
@IdClass(OperationStep.Key.class)
class OperationStep {

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** Primary key. */
    record Key(UUID operationId, int seq) implements Serializable {
    }

    @Id
    UUID operationId;
    @Id
    int seq;
    @Enumerated(EnumType.STRING)
    Step name;
    @Enumerated(EnumType.STRING)
    State state;
    /** How often its command was sent. */
    int attempt;
    Instant startedAt;
    Instant endedAt;
    /** Why it failed, or what it waits for. */
    @Column(name = "note")
    String detail;
    /** The carriers that could not deliver the number, with their error codes; null: none. */
    @Column(name = "tried")
    String failedAttempts;

    void end(State ended, String reason, Instant time) {
        state = ended;
        detail = reason;
        endedAt = time;
    }
}
