package io.trunkline.inventory.assignment;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.inventory.number.Assignee;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.outbox.Outbox;

/**
 * Gives free numbers to those who ask. One operation gets one number however often it asks, a slot holds one number
 * whoever asks, and each claim is answered under the operation that made it.
 */
@ApplicationScoped
class ClaimService {

    private final NumberRepository numbers;
    private final Outbox outbox;

    ClaimService(NumberRepository numbers, Outbox outbox) {
        this.numbers = numbers;
        this.outbox = outbox;
    }

    /** Fails with {@link RetryableException} while every number that fits is in somebody's unfinished transaction. */
    @WithTransaction
    public Uni<Void> claim(ClaimNumber command) {
        Assignee assignee = new Assignee(command.workspaceId(), command.workspaceName(), command.slot(),
                command.operationId());
        NumberCriteria criteria = command.criteria() == null ? NumberCriteria.ANY : command.criteria();
        return numbers.lockAssignedTo(assignee)
                .flatMap(current -> current != null ? answerAssigned(current, command) : claimFree(assignee, criteria, command))
                .flatMap(outbox::append);
    }

    private Uni<NumberEvent> claimFree(Assignee assignee, NumberCriteria criteria, ClaimNumber command) {
        Change change = new Change("provisioning-service", "claimed from stock", command.operationId());
        return numbers.claim(assignee, criteria, change)
                .flatMap(
                        claimed -> claimed != null ? answerAssigned(claimed, command) : answerNoneAvailable(criteria, command));
    }

    private Uni<NumberEvent> answerAssigned(PhoneNumber number, ClaimNumber command) {
        Log.infof("%s belongs to %s/%s (operation %s)", PhoneNumbers.mask(number.e164()), command.workspaceId(),
                command.slot(), command.operationId());
        return Uni.createFrom().item(number.assignedEvent(command.operationId()));
    }

    /** A locked number is not gone: whoever holds it may roll back. */
    private Uni<NumberEvent> answerNoneAvailable(NumberCriteria criteria, ClaimNumber command) {
        return numbers.isAnyFree(criteria).map(anyFree -> {
            if (anyFree) {
                throw new RetryableException("Every free number that fits is being claimed");
            }
            Log.infof("No free number fits %s/%s (operation %s)", command.workspaceId(), command.slot(),
                    command.operationId());
            return new NoNumberAvailable(command.operationId(), command.workspaceId(), command.slot(), criteria,
                    Instant.now());
        });
    }
}
