package io.trunkline.carrier.order;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OrderOutcome.Failed;
import io.trunkline.carrier.spi.OrderOutcome.Owned;
import io.trunkline.carrier.spi.OrderOutcome.Pending;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.SqlState;

/**
 * What a carrier's answer means for an order. An answer is compared with the order: the number, our reference and the carrier's
 * id must fit. A number that was bought and does not fit is given back before anything else is bought.
 */
@ApplicationScoped
class OrderOutcomes {

    private final OrderRepository orders;
    private final JobRepository jobs;

    OrderOutcomes(OrderRepository orders, JobRepository jobs) {
        this.orders = orders;
        this.jobs = jobs;
    }

    /** The answer to the purchase of the candidate. Another number proves nothing yet: it is looked up. */
    Uni<List<CarrierEvent>> applyPurchase(CarrierOrder order, OrderOutcome outcome) {
        return outcome instanceof Owned owned && order.candidate().filter(outcome.e164()::equals).isEmpty()
                ? item(order.recordOtherNumber(owned.number()))
                : apply(order, outcome);
    }

    /** The answer to a purchase or a look-up. */
    Uni<List<CarrierEvent>> apply(CarrierOrder order, OrderOutcome outcome) {
        if (outcome instanceof Owned owned) {
            return applyOwned(order, owned.number());
        }
        if (order.needsAttention()) {
            return item(order.keepAttention());
        }
        if (order.keptNumberId().isPresent()) {
            return giveBackKept(order);
        }
        return item(outcome instanceof Failed failed ? order.recordRejection(failed.failure()) : order.awaitDecision());
    }

    private Uni<List<CarrierEvent>> applyOwned(CarrierOrder order, OwnedNumber number) {
        boolean accepted = order.request().accepts(number);
        if (order.reference().equals(number.reference())) {
            return accepted ? adopt(order, number) : giveBack(order, number);
        }
        if (!order.needsAttention()) {
            return order.keptNumberId().isPresent() ? giveBackKept(order)
                    : item(order.recordForeignReference(number.reference()));
        }
        return accepted && order.decision() == OrderDecision.ADOPT ? adopt(order, number) : item(order.concludeAttention());
    }

    /** The id is saved first: it belongs to one order only. */
    private Uni<List<CarrierEvent>> adopt(CarrierOrder order, OwnedNumber number) {
        order.assignNumber(number);
        return jobs.saveProgress(order, List.of()).replaceWith(true)
                .onFailure(SqlState::isUniqueViolation).recoverWithItem(false)
                .flatMap(saved -> saved ? giveBackSurplus(order, number).map(checked -> order.complete(number))
                        : item(order.recordIdClash()));
    }

    /** The answer to the purchase may have been a second number. */
    private Uni<Boolean> giveBackSurplus(CarrierOrder order, OwnedNumber adopted) {
        Optional<String> surplus = order.keptNumberId().filter(id -> !id.equals(adopted.carrierNumberId()));
        return surplus.isEmpty() ? Uni.createFrom().item(false)
                : orders.isIdOfAnother(order, surplus.get()).invoke(isOfAnother -> {
                    if (!isOfAnother) {
                        order.releaseKept();
                    }
                });
    }

    /** A number whose id another order has is that order's, whatever the carrier answers. */
    private Uni<List<CarrierEvent>> giveBack(CarrierOrder order, OwnedNumber number) {
        return orders.isIdOfAnother(order, number.carrierNumberId())
                .map(isOfAnother -> isOfAnother ? order.recordIdClash() : order.giveBack(number));
    }

    /** No look-up showed what was bought: the number of the answer is given back by its id. */
    Uni<List<CarrierEvent>> giveBackKept(CarrierOrder order) {
        return orders.isIdOfAnother(order, order.keptNumberId().orElseThrow())
                .map(isOfAnother -> isOfAnother ? order.recordIdClash() : order.giveBackKept());
    }

    /** Nothing is bought before the other number is given back. */
    Uni<List<CarrierEvent>> concludeGiveBack(CarrierOrder order) {
        return jobs.find(NumberRelease.class, order.giveBackId().orElseThrow())
                .map(release -> release.filter(NumberRelease::isSettled).isPresent() ? order.concludeGivenBack()
                        : order.awaitGiveBack());
    }

    /** The outcome of the order's purchases, as the carrier lists them. */
    Uni<Optional<OrderOutcome>> find(CarrierOrder order, Carrier carrier) {
        return carrier.findOrders(order.reference())
                .map(found -> relevantOutcome(order, found))
                .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found)
                        : carrier.findByE164(order.candidate().orElseThrow()).map(held -> held.<OrderOutcome> map(Owned::new)));
    }

    /** Of all outcomes under the order's reference: a purchased number first, then a pending one. */
    private static Optional<OrderOutcome> relevantOutcome(CarrierOrder order, List<OrderOutcome> found) {
        Predicate<OrderOutcome> isCandidate = outcome -> order.candidate().filter(outcome.e164()::equals).isPresent();
        List<OrderOutcome> owned = found.stream().filter(Owned.class::isInstance).toList();
        if (owned.size() > 1) {
            Log.errorf("%d numbers at %s carry the reference of order %s", owned.size(), order.carrier(), order.id());
            order.recheckLater(order.candidate().orElseThrow());
        }
        return owned.stream().filter(isCandidate).findFirst()
                .or(() -> owned.stream().findFirst())
                .or(() -> found.stream().filter(Pending.class::isInstance).findFirst())
                .or(() -> found.stream().filter(isCandidate).findFirst());
    }

    private static Uni<List<CarrierEvent>> item(List<CarrierEvent> events) {
        return Uni.createFrom().item(events);
    }
}
