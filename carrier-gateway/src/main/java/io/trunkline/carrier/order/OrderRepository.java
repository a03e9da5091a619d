package io.trunkline.carrier.order;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.JobState;

/** Queries about orders. */
@ApplicationScoped
class OrderRepository {

    private static final Set<JobState> CLOSED = Set.of(JobState.SUCCEEDED, JobState.FAILED);

    /** Which of the numbers are candidates of open orders: they are being bought, or may have been bought. */
    @WithSession
    Uni<Set<String>> beingBought(Collection<String> numbers) {
        return Panache.getSession().flatMap(session -> session.createQuery(
                "select o.candidate from CarrierOrder o where o.candidate in (?1) and o.state not in (?2)", String.class)
                .setParameter(1, numbers).setParameter(2, CLOSED).getResultList())
                .map(taken -> taken.stream().collect(Collectors.toSet()));
    }

    /** Whether the order ended. */
    @WithSession
    Uni<Boolean> isClosed(UUID orderId) {
        return Panache.getSession().flatMap(session -> session.find(CarrierOrder.class, orderId))
                .map(order -> order == null || CLOSED.contains(order.state()));
    }

    /** Whether the carrier's id is that of a number which another order bought and which was not given back. */
    Uni<Boolean> isIdOfAnother(CarrierOrder order, String carrierNumberId) {
        return isIdOfAnOrder(order.carrier(), carrierNumberId, order.id());
    }

    /** The same for any order. */
    Uni<Boolean> isIdOfAnOrder(String carrier, String carrierNumberId) {
        return isIdOfAnOrder(carrier, carrierNumberId, null);
    }

    @WithSession
    Uni<Boolean> isIdOfAnOrder(String carrier, String carrierNumberId, UUID except) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery("""
                select exists (select from carrier_order where carrier = ?1 and carrier_number_id = ?2
                  and released_at is null and id is distinct from cast(?3 as uuid))""", Boolean.class)
                .setParameter(1, carrier).setParameter(2, carrierNumberId)
                .setParameter(3, except == null ? null : except.toString()).getSingleResult());
    }
}
