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
    private UUID operationId;
    @Id
    private int seq;
    @Enumerated(EnumType.STRING)
    private Step name;
    @Enumerated(EnumType.STRING)
    private State state;
    private int attempt;
    private Instant startedAt;
    private Instant endedAt;
    @Column(name = "note")
    private String detail;
    @Column(name = "tried")
    private String failedAttempts;

    protected OperationStep() {
        // for Hibernate
    }

    /** The next step of a timeline. @param seq from 1 */
    static OperationStep start(UUID operationId, int seq, Step name, Instant now) {
        OperationStep step = new OperationStep();
        step.operationId = operationId;
        step.seq = seq;
        step.name = name;
        step.state = State.RUNNING;
        step.attempt = 1;
        step.startedAt = now;
        return step;
    }

    void complete(Instant now) {
        end(State.DONE, null, now);
    }

    void fail(String reason, Instant now) {
        end(State.FAILED, reason, now);
    }

    private void end(State finalState, String reason, Instant now) {
        state = finalState;
        detail = reason;
        endedAt = now;
    }

    /** Its command is sent again. @return how often it was sent, including this time */
    int countAttempt() {
        return ++attempt;
    }

    /** Shows what the step waits for. */
    void recordDetail(String waitsFor) {
        detail = waitsFor;
    }

    /** Shows the carriers that could not deliver the number. */
    void recordFailedAttempts(String carriersAndCodes) {
        failedAttempts = carriersAndCodes;
    }

    Step name() {
        return name;
    }

    State state() {
        return state;
    }

    /** How often its command was sent. */
    int attempt() {
        return attempt;
    }

    Instant startedAt() {
        return startedAt;
    }

    Instant endedAt() {
        return endedAt;
    }

    /** Why it failed, or what it waits for; null: nothing to show. */
    String detail() {
        return detail;
    }

    /** The carriers that could not deliver the number, with their error codes; null: none. */
    String failedAttempts() {
        return failedAttempts;
    }
}
