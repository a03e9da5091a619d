package io.trunkline.carrier.order;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.CarrierError;
import io.trunkline.carrier.job.JobScheduler;
import io.trunkline.carrier.job.JobState;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/** Orders that have not ended, for operators, and what they decide about them. */
@ApplicationScoped
public class OpenOrders {

    private static final Set<JobState> LOOKED_UP = EnumSet.of(JobState.UNKNOWN, JobState.PENDING, JobState.NEEDS_ATTENTION);
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    /** The new epoch fences a look-up that is running: it would save the row without the decision. */
    private static final String DECIDE = """
            update carrier_order set due_at = clock_timestamp(), decision = coalesce(cast(?2 as text), decision), epoch = epoch + 1
            where id = ?1 and state = ?3""";
    private static final String RECORD = """
            insert into order_action (order_id, action, actor, reason) values (?1, ?2, ?3, ?4)""";

    private final JobScheduler scheduler;

    OpenOrders(JobScheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Orders in a state, by id.
     *
     * @param after null for the first page
     * @return one more than the limit when there is a next page
     */
    @WithSession
    public Uni<List<CarrierOrder>> list(JobState state, UUID after, int limit) {
        return Panache.getSession().flatMap(session -> session.createQuery("""
                from CarrierOrder o where o.state = ?1 and o.id > ?2 order by o.id""", CarrierOrder.class)
                .setParameter(1, state).setParameter(2, after == null ? BEFORE_ALL : after).setMaxResults(limit + 1)
                .getResultList());
    }

    /**
     * Stores the decision with its reason. It takes effect when the carrier was asked, which is due now.
     *
     * @throws ProblemException NOT_FOUND; ORDER_NOT_OPEN when there is nothing to look up or to decide
     */
    public Uni<Void> decide(UUID orderId, OrderDecision decision, String actor, String reason) {
        return store(orderId, decision, actor, reason).invoke(scheduler::wake);
    }

    @WithTransaction
    Uni<Void> store(UUID orderId, OrderDecision decision, String actor, String reason) {
        return Panache.getSession().flatMap(session -> session.find(CarrierOrder.class, orderId)
                .invoke(order -> requireOpen(order, decision))
                .call(order -> session.createNativeQuery(DECIDE).setParameter(1, orderId)
                        .setParameter(2, decision == OrderDecision.LOOK_UP ? null : decision.name())
                        .setParameter(3, order.state().name()).executeUpdate()
                        .invoke(decided -> require(decided == 1, "The order changed meanwhile")))
                .chain(() -> session.createNativeQuery(RECORD).setParameter(1, orderId).setParameter(2, decision.name())
                        .setParameter(3, actor).setParameter(4, reason).executeUpdate())
                .invoke(() -> Log.warnf("%s of order %s by %s", decision, orderId, actor))
                .replaceWithVoid());
    }

    private static void requireOpen(CarrierOrder order, OrderDecision decision) {
        if (order == null) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no such order");
        }
        boolean open = decision == OrderDecision.LOOK_UP ? LOOKED_UP.contains(order.state()) : order.needsAttention();
        require(open, "The order is " + order.state().name().toLowerCase());
    }

    private static void require(boolean open, String detail) {
        if (!open) {
            throw new ProblemException(CarrierError.ORDER_NOT_OPEN, detail);
        }
    }
}
