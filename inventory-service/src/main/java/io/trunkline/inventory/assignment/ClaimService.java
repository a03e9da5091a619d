package io.trunkline.inventory.assignment;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.inventory.number.Assignee;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.OperationNumberRepository;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.outbox.Outbox;

/**
 * Assigns free numbers to workspaces. An operation gets one number for ever: a claim that is repeated after the number was
 * released is refused. A slot has one number, whichever operation claims for it. Each claim is answered under its own
 * operation.
 */
@ApplicationScoped
class ClaimService {

    private final NumberRepository numbers;
    private final OperationNumberRepository operations;
    private final Outbox outbox;
    private final DatabaseClock clock;

    ClaimService(NumberRepository numbers, OperationNumberRepository operations, Outbox outbox, DatabaseClock clock) {
        this.numbers = numbers;
        this.operations = operations;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Fails with {@link RetryableException} while every matching number is locked by another transaction. */
    @WithTransaction
    public Uni<Void> claim(ClaimNumber command) {
        Assignee assignee = new Assignee(command.workspaceId(), command.workspaceName(), command.slot(),
                command.operationId());
        NumberCriteria criteria = command.criteria() == null ? NumberCriteria.ANY : command.criteria();
        return operations.lockHolding(assignee).flatMap(holding -> {
            if (holding.isOver()) {
                return refuse(command);
            }
            return holding.number() != null ? answerAssigned(holding.number(), command)
                    : claimFree(assignee, criteria, command);
        }).flatMap(outbox::append);
    }

    /** A second number would stay assigned without an operation that expects it. */
    private Uni<NumberEvent> refuse(ClaimNumber command) {
        Log.warnf("The claim of %s/%s (operation %s) was repeated after its number was released", command.workspaceId(),
                command.slot(), command.operationId());
        return Uni.createFrom().item(new NumberAssignmentRefused(command.operationId(), command.workspaceId(),
                command.slot(), null, "NUMBER_NOT_ASSIGNED"));
    }

    private Uni<NumberEvent> claimFree(Assignee assignee, NumberCriteria criteria, ClaimNumber command) {
        Change change = new Change("provisioning-service", "claimed from stock", command.operationId());
        return numbers.claim(assignee, criteria, change)
                .flatMap(
                        claimed -> claimed != null ? answerAssigned(claimed, command) : answerNoneAvailable(criteria, command));
    }

    private Uni<NumberEvent> answerAssigned(PhoneNumber number, ClaimNumber command) {
        Log.infof("%s assigned to %s/%s (operation %s)", PhoneNumbers.mask(number.e164()), command.workspaceId(),
                command.slot(), command.operationId());
        return Uni.createFrom().item(number.assignedEvent(command.operationId()));
    }

    /** A locked number may become free again: the other transaction may roll back. */
    private Uni<NumberEvent> answerNoneAvailable(NumberCriteria criteria, ClaimNumber command) {
        return numbers.isAnyFree(criteria).flatMap(anyFree -> {
            if (anyFree) {
                throw new RetryableException("Every free number that matches is locked by another claim");
            }
            Log.infof("No free number matches the claim of %s/%s (operation %s)", command.workspaceId(), command.slot(),
                    command.operationId());
            return clock.now().map(now -> new NoNumberAvailable(command.operationId(), command.workspaceId(), command.slot(),
                    criteria, now));
        });
    }
}
