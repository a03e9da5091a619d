package io.trunkline.inventory.number;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Capabilities;
import io.trunkline.events.NumberCriteria;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.SqlState;

/** SQL of numbers. Items are null if no number matches. {@code lock…} locks the row until the end of the transaction. */
@ApplicationScoped
public class NumberRepository implements PanacheRepositoryBase<PhoneNumber, UUID> {

    /**
     * The columns of the entity. With "*" every query would fail for an instance of this version while a newer version has
     * added a column.
     */
    private static final String COLUMNS = """
            id, e164, country, number_type, area_code, carrier, carrier_account, carrier_number_id, voice, sms, mms, order_id,
              lifecycle, assignment, workspace_id, business_name, slot, operation_id, assigned_at, free_since,
              quarantined_until, said_at, changed_at, actor, reason, cause_id, version, created_at
            """;
    private static final String INSERT = """
            insert into phone_number (id, e164, country, number_type, area_code, carrier, carrier_account, carrier_number_id,
              voice, sms, mms, order_id, lifecycle, assignment, free_since, actor, reason, cause_id)
            values (:id, :e164, :country, :numberType, cast(:areaCode as text), :carrier, cast(:carrierAccount as text),
              cast(:carrierNumberId as text), cast(:voice as boolean), cast(:sms as boolean), cast(:mms as boolean),
              cast(:orderId as uuid), 'OWNED', 'FREE', clock_timestamp(), :actor, :reason, cast(:causeId as uuid))
            on conflict do nothing
            returning\s""" + COLUMNS;
    /** Selects in a CTE, because a locking subquery elsewhere may run more than once. */
    private static final String CLAIM = """
            with pick as (select id as picked_id, clock_timestamp() as at from phone_number
              where lifecycle = 'OWNED' and assignment = 'FREE'%s
              order by free_since limit 1 for update skip locked)
            update phone_number n
            set assignment = 'ASSIGNED', workspace_id = :workspaceId, business_name = cast(:businessName as text),
              slot = :slot, operation_id = :operationId, assigned_at = pick.at, free_since = null,
              changed_at = pick.at, actor = :actor, reason = :reason, cause_id = cast(:causeId as uuid),
              version = n.version + 1
            from pick where id = picked_id
            returning\s""" + COLUMNS;
    private static final String ANY_FREE = """
            select exists(select 1 from phone_number where lifecycle = 'OWNED' and assignment = 'FREE'%s)""";
    private static final String ASSIGNED_TO = "select " + COLUMNS + """
            from phone_number
            where operation_id = :operationId or (workspace_id = :workspaceId and slot = :slot)
            order by operation_id = :operationId desc limit 1
            for update""";
    private static final String EXPIRED_QUARANTINES = "select " + COLUMNS + """
            from phone_number
            where lifecycle = 'QUARANTINED' and quarantined_until <= now()
            order by quarantined_until limit :batch
            for update skip locked""";

    /** Adds a free number; the item is null if an unreleased row has this number, or a row has this order. */
    public Uni<PhoneNumber> insert(UUID id, NewNumber number, Change change) {
        Capabilities capabilities = number.capabilities();
        return Panache.getSession().flatMap(session -> bindChange(session.createNativeQuery(INSERT, PhoneNumber.class), change)
                .setParameter("id", id).setParameter("e164", number.e164()).setParameter("country", number.country())
                .setParameter("numberType", number.numberType().name()).setParameter("areaCode", number.areaCode())
                .setParameter("carrier", number.carrier()).setParameter("carrierAccount", number.carrierAccount())
                .setParameter("carrierNumberId", number.carrierNumberId())
                .setParameter("voice", capabilities == null ? null : capabilities.voice())
                .setParameter("sms", capabilities == null ? null : capabilities.sms())
                .setParameter("mms", capabilities == null ? null : capabilities.mms())
                .setParameter("orderId", number.orderId())
                .getSingleResultOrNull());
    }

    /**
     * Assigns the matching number that has been free longest, in one statement. It skips rows that another transaction has
     * locked, so null does not prove that none is free: {@link #isAnyFree} does.
     */
    public Uni<PhoneNumber> claim(Assignee assignee, NumberCriteria criteria, Change change) {
        return Panache.getSession().flatMap(session -> bindChange(
                bindCriteria(session.createNativeQuery(CLAIM.formatted(criteriaCondition(criteria)), PhoneNumber.class),
                        criteria),
                change)
                .setParameter("workspaceId", assignee.workspaceId())
                .setParameter("businessName", assignee.workspaceName())
                .setParameter("slot", assignee.slot())
                .setParameter("operationId", assignee.operationId())
                .getSingleResultOrNull())
                .onFailure(SqlState::isUniqueViolation).transform(NumberRepository::retryable);
    }

    /** Whether a free number matches, locked or not: a number that another transaction claims counts until that commits. */
    public Uni<Boolean> isAnyFree(NumberCriteria criteria) {
        return Panache.getSession().flatMap(session -> bindCriteria(
                session.createNativeQuery(ANY_FREE.formatted(criteriaCondition(criteria)), Boolean.class), criteria)
                .getSingleResult());
    }

    /** The number of the operation, else the number of the slot. */
    public Uni<PhoneNumber> lockAssignedTo(Assignee assignee) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(ASSIGNED_TO, PhoneNumber.class)
                .setParameter("operationId", assignee.operationId()).setParameter("workspaceId", assignee.workspaceId())
                .setParameter("slot", assignee.slot()).getSingleResultOrNull());
    }

    public Uni<PhoneNumber> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    public Uni<PhoneNumber> lockOrdered(UUID orderId) {
        return find("orderId", orderId).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    }

    /** The unreleased row of this number; there is at most one. */
    public Uni<PhoneNumber> lockLive(String e164) {
        return find("e164 = ?1 and lifecycle <> ?2", e164, Lifecycle.RELEASED).withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Numbers whose quarantine has expired, the oldest first; locked rows are skipped. */
    public Uni<List<PhoneNumber>> lockExpiredQuarantines(int batch) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(EXPIRED_QUARANTINES, PhoneNumber.class)
                .setParameter("batch", batch).getResultList());
    }

    /** Numbers whose release command was last sent before this time and whose carrier has not confirmed. */
    public Uni<List<PhoneNumber>> lockUnconfirmedReleases(Instant sentBefore, int batch) {
        return find("lifecycle = ?1 and releaseCommandSentAt < ?2 order by releaseCommandSentAt", Lifecycle.RELEASING,
                sentBefore)
                .withLock(LockModeType.PESSIMISTIC_WRITE).range(0, batch - 1).list();
    }

    /** The number's transitions, oldest first. */
    public Uni<List<NumberHistory>> history(UUID number) {
        return Panache.getSession().flatMap(session -> session
                .createQuery("from NumberHistory where numberId = :number order by seq", NumberHistory.class)
                .setParameter("number", number).getResultList());
    }

    /** Writes the changes, so that a conflict over the slot or the operation fails here, with {@link RetryableException}. */
    public Uni<Void> flushChanges() {
        return flush().onFailure(SqlState::isUniqueViolation).transform(NumberRepository::retryable);
    }

    private static SelectionQuery<PhoneNumber> bindChange(SelectionQuery<PhoneNumber> query, Change change) {
        return query.setParameter("actor", change.actor()).setParameter("reason", change.reason())
                .setParameter("causeId", change.causeId());
    }

    /**
     * Compares only the given criteria, so that the planner can choose the matching index. Without a country, any number is
     * asked for: one that cannot text is none.
     */
    private static String criteriaCondition(NumberCriteria criteria) {
        return (criteria.country() == null ? " and sms is not false" : " and country = :country")
                + (criteria.numberType() == null ? "" : " and number_type = :numberType")
                + (criteria.areaCode() == null ? "" : " and area_code = :areaCode");
    }

    private static <T> SelectionQuery<T> bindCriteria(SelectionQuery<T> query, NumberCriteria criteria) {
        if (criteria.country() != null) {
            query.setParameter("country", criteria.country());
        }
        if (criteria.numberType() != null) {
            query.setParameter("numberType", criteria.numberType().name());
        }
        if (criteria.areaCode() != null) {
            query.setParameter("areaCode", criteria.areaCode());
        }
        return query;
    }

    private static Throwable retryable(Throwable violation) {
        return new RetryableException("Another transaction assigned a number to the slot or the operation");
    }
}
