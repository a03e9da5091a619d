package io.trunkline.inventory.number;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.RetryableException;

/**
 * Remembers for ever what operations were assigned. A database trigger adds the row of each assignment and ends the rows of a
 * released number.
 */
@ApplicationScoped
public class OperationNumberRepository implements PanacheRepositoryBase<OperationNumber, UUID> {

    private static final String REMEMBER = """
            insert into operation_number (operation_id, number_id, assigned_at) values (?1, ?2, clock_timestamp())
            on conflict do nothing""";
    private static final String END = """
            insert into operation_number (operation_id, assigned_at, ended_at)
            values (?1, clock_timestamp(), clock_timestamp())
            on conflict (operation_id) do update set ended_at = coalesce(operation_number.ended_at, excluded.ended_at)
            where operation_number.number_id is not distinct from cast(?2 as uuid)""";
    private static final String IS_WANTED = """
            select exists(select 1 from operation_number where number_id = ?1 and ended_at is null)""";

    private final NumberRepository numbers;

    OperationNumberRepository(NumberRepository numbers) {
        this.numbers = numbers;
    }

    /** Locks the number. A number that another operation of the slot has is remembered for this one too. */
    public Uni<Holding> lockHolding(Assignee assignee) {
        return findById(assignee.operationId()).flatMap(remembered -> {
            if (remembered == null) {
                return lockOfSlot(assignee);
            }
            return remembered.isOver() ? Uni.createFrom().item(Holding.OVER)
                    : numbers.lock(remembered.numberId())
                            .map(number -> number.belongsTo(assignee.workspaceId()) ? Holding.of(number) : Holding.OVER);
        });
    }

    /** The number that the operation was assigned, also when it was released since; null: none. */
    public Uni<PhoneNumber> lockNumberOf(UUID operation) {
        return findById(operation).flatMap(remembered -> remembered == null || remembered.numberId() == null
                ? Uni.createFrom().nullItem()
                : numbers.lock(remembered.numberId()));
    }

    /**
     * The operation gives up its number: from now on it is assigned nothing.
     *
     * @param number as {@link #lockNumberOf} found it; null: none
     * @return whether another operation has the number too
     */
    public Uni<Boolean> end(UUID operation, PhoneNumber number) {
        UUID numberId = number == null ? null : number.id();
        return Panache.getSession().flatMap(session -> session.createNativeQuery(END).setParameter(1, operation)
                .setParameter(2, numberId == null ? null : numberId.toString()).executeUpdate()
                .invoke(OperationNumberRepository::requireWritten)
                .chain(() -> numberId == null ? Uni.createFrom().item(false)
                        : session.createNativeQuery(IS_WANTED, Boolean.class).setParameter(1, numberId).getSingleResult()));
    }

    private Uni<Holding> lockOfSlot(Assignee assignee) {
        return numbers.lockAssignedTo(assignee).flatMap(number -> number == null ? Uni.createFrom().item(Holding.NONE)
                : remember(assignee.operationId(), number.id()).replaceWith(Holding.of(number)));
    }

    private Uni<Void> remember(UUID operation, UUID number) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(REMEMBER).setParameter(1, operation)
                .setParameter(2, number).executeUpdate()).replaceWithVoid();
    }

    private static void requireWritten(int rows) {
        if (rows == 0) {
            throw new RetryableException("Another transaction assigned a number to the operation");
        }
    }
}
