package io.trunkline.provisioning.operation;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/** One line of an operation's timeline. */
@Entity
@IdClass(OperationStep.Key.class)
class OperationStep {

    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** Identity. */
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
    /** How often its command was said. */
    int attempt;
    Instant startedAt;
    Instant endedAt;
    /** What went wrong, or what is waited for. */
    String note;
    /** Carriers asked in vain, and why; null for none. */
    String tried;

    void end(State ended, String why, Instant at) {
        state = ended;
        note = why;
        endedAt = at;
    }
}
