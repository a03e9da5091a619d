package io.trunkline.provisioning.operation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;

import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.kit.Ids;
import io.trunkline.provisioning.workspace.Slot;
import io.trunkline.provisioning.workspace.Workspace;

/**
 * A saga for one slot of a workspace: its kind, its current step and what it holds. The ids of its commands follow from its own
 * id and the step, so that a command that is sent again is the same command.
 */
@Entity
public class Operation extends OperationTarget {

    /** The carrier's code for a number that is not on our account. */
    private static final String NUMBER_NOT_OWNED = "NUMBER_NOT_OWNED";

    @Id
    private UUID id;
    @Enumerated(EnumType.STRING)
    private OperationKind kind;
    @Enumerated(EnumType.STRING)
    private OperationState state;
    @Enumerated(EnumType.STRING)
    private Step step;
    private UUID numberId;
    private String e164;
    private String carrier;
    private String carrierNumberId;
    private boolean ordered;
    private boolean autoRetry;
    private Long priceCents;
    private String errorCode;
    private String errorDetail;
    private UUID successorId;
    private Instant deadline;
    private Instant createdAt;
    private Instant endedAt;
    @Version
    private int version;

    protected Operation() {
        // for Hibernate
    }

    private Operation(OperationKind kind, UUID id, Workspace workspace, Slot slot) {
        super(workspace, slot);
        this.id = id;
        this.kind = kind;
    }

    /** A new operation that fills the slot, which becomes FILLING. */
    static Operation provision(UUID id, Workspace workspace, Slot slot, NumberCriteria criteria, boolean autoRetry) {
        Operation operation = new Operation(OperationKind.PROVISION, id, workspace, slot);
        operation.request(criteria);
        operation.autoRetry = autoRetry;
        slot.startFilling(id);
        return operation;
    }

    /** A new operation that buys the number for the slot, which becomes FILLING. */
    static Operation purchase(UUID id, Workspace workspace, Slot slot, String e164, NumberCriteria criteria,
            long priceCents) {
        Operation operation = new Operation(OperationKind.PURCHASE, id, workspace, slot);
        operation.request(criteria);
        operation.e164 = e164;
        operation.priceCents = priceCents;
        slot.startFilling(id);
        return operation;
    }

    /**
     * A new operation that fills the slot in place of this one, which met an unusable number. A number of the plan may be any.
     */
    Operation succeed(Workspace workspace, Slot target) {
        Operation successor = provision(Ids.next(), workspace, target, autoRetry ? NumberCriteria.ANY : criteria(), autoRetry);
        successorId = successor.id;
        return successor;
    }

    /** A new operation that releases the slot's number; the slot becomes EMPTYING. */
    static Operation release(Workspace workspace, Slot slot) {
        Operation operation = new Operation(OperationKind.RELEASE, Ids.next(), workspace, slot);
        operation.numberId = slot.numberId();
        operation.e164 = slot.e164();
        slot.startEmptying(operation.id);
        return operation;
    }

    /** Its first step starts. */
    void start(Instant now, Instant replyDeadline) {
        createdAt = now;
        enter(kind.plan().first(), replyDeadline);
    }

    /** A step starts, forward or compensating. */
    void enter(Step next, Instant replyDeadline) {
        requireOpen();
        step = next;
        state = isCompensating() ? OperationState.COMPENSATING : OperationState.RUNNING;
        deadline = replyDeadline;
    }

    /** inventory-service assigned a number to the slot. */
    void assign(NumberAssigned assigned) {
        requireOpen();
        numberId = assigned.numberId();
        e164 = assigned.e164();
        narrow(assigned.country(), assigned.numberType());
        carrier = assigned.carrier();
        carrierNumberId = assigned.carrierNumberId();
        ordered = isOwnOrder(assigned.orderId());
    }

    /** A step failed permanently: from now on it compensates. */
    void fail(String code, String detail) {
        requireOpen();
        errorCode = code;
        errorDetail = detail;
    }

    /** The command of the current step is sent again at this time. */
    void postpone(Instant replyDeadline) {
        requireOpen();
        deadline = replyDeadline;
    }

    /** @return false when it was NEEDS_ATTENTION before */
    boolean escalate() {
        requireOpen();
        boolean isNew = state != OperationState.NEEDS_ATTENTION;
        state = OperationState.NEEDS_ATTENTION;
        return isNew;
    }

    /** Its last step ended. */
    void end(OperationState finalState, Instant now) {
        requireOpen();
        state = finalState;
        endedAt = now;
    }

    private void requireOpen() {
        if (isEnded()) {
            throw new IllegalStateException("Operation %s has ended as %s".formatted(id, state));
        }
    }

    public boolean isEnded() {
        return endedAt != null;
    }

    public boolean isCompleted() {
        return state == OperationState.COMPLETED;
    }

    /** Whether a step failed. */
    boolean isCompensating() {
        return errorCode != null;
    }

    /** @return the step that runs after the current one succeeded, forward or compensating; empty after the last one */
    Optional<Step> nextStep() {
        return isCompensating() ? kind.plan().compensationBefore(step) : kind.plan().after(step);
    }

    boolean isAt(Step expected) {
        return !isEnded() && step == expected;
    }

    boolean isRelease() {
        return kind == OperationKind.RELEASE;
    }

    /** Whether the number may fill the slot: a purchase is of one number only. */
    boolean accepts(NumberAssigned assigned) {
        return kind != OperationKind.PURCHASE || assigned.e164().equals(e164);
    }

    /** Whether the number is its own already: the operation is open or completed, and the assignment was repeated. */
    boolean keeps(NumberAssigned assigned) {
        return assigned.numberId().equals(numberId) && (!isEnded() || isCompleted());
    }

    /** @param order the order that bought a number; null: none */
    boolean isOwnOrder(UUID order) {
        return orderId().equals(order);
    }

    UUID orderId() {
        return Ids.of(id, Step.ORDER);
    }

    UUID holdId() {
        return Ids.of(id, Step.HOLD);
    }

    public UUID id() {
        return id;
    }

    OperationKind kind() {
        return kind;
    }

    OperationState state() {
        return state;
    }

    Step step() {
        return step;
    }

    /** Null until inventory-service has assigned a number. */
    public UUID numberId() {
        return numberId;
    }

    /** The requested number of a purchase, or the assigned one. */
    public String e164() {
        return e164;
    }

    String carrier() {
        return carrier;
    }

    String carrierNumberId() {
        return carrierNumberId;
    }

    /** Whether the number was ordered for this operation: its compensation returns it to the carrier. */
    boolean isOrdered() {
        return ordered;
    }

    /** Whether a failure is retried automatically: true for the numbers of the plan. */
    boolean isAutoRetry() {
        return autoRetry;
    }

    /** Whether it is of the plan and failed at a number of the stock that the carrier does not hold for us. */
    boolean metUnusableStock() {
        return kind == OperationKind.PROVISION && !ordered && numberId != null && NUMBER_NOT_OWNED.equals(errorCode);
    }

    /** The operation that fills the slot in its place; null: none. */
    public UUID successorId() {
        return successorId;
    }

    /** The price held, in minor units of the wallet's currency; null when no money moves. */
    Long priceCents() {
        return priceCents;
    }

    public String errorCode() {
        return errorCode;
    }

    public String errorDetail() {
        return errorDetail;
    }

    /** When the command of the current step is sent again. */
    Instant deadline() {
        return deadline;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Null until it has ended. */
    public Instant endedAt() {
        return endedAt;
    }
}
