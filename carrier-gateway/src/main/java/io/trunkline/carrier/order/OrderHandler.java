package io.trunkline.carrier.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.JobHandler;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.routing.CarrierRouter;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spend.SpendGuard;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OrderOutcome.Failed;
import io.trunkline.carrier.spi.OrderOutcome.Owned;
import io.trunkline.carrier.spi.OrderOutcome.Pending;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.PhoneNumbers;

/** Carries an order one step further: asks the carrier, and lets {@link CarrierOrder} decide what the answer means. */
@ApplicationScoped
class OrderHandler implements JobHandler<CarrierOrder> {

    private static final CarrierException ABANDONED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The instance that was buying the number did not come back");
    private static final CarrierException VANISHED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The carrier no longer knows the purchase that it had taken");
    private static final CarrierException NO_INVENTORY = new CarrierException(CarrierFailure.NO_INVENTORY,
            "Nothing that fits is for sale");
    private static final CarrierException TAKEN = new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE,
            "Another order is buying it");

    private final AccountRegistry accounts;
    private final CarrierRouter router;
    private final WebhookUrls webhooks;
    private final OrderRepository orders;
    private final PriceCheck prices;
    private final SpendGuard spend;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final OrderConfig config;

    OrderHandler(AccountRegistry accounts, CarrierRouter router, WebhookUrls webhooks, OrderRepository orders,
            PriceCheck prices,
            SpendGuard spend,
            JobRepository jobs, Backoff backoff, OrderConfig config) {
        this.accounts = accounts;
        this.router = router;
        this.webhooks = webhooks;
        this.orders = orders;
        this.prices = prices;
        this.spend = spend;
        this.jobs = jobs;
        this.backoff = backoff;
        this.config = config;
    }

    @Override
    public Class<CarrierOrder> jobClass() {
        return CarrierOrder.class;
    }

    @Override
    public Optional<Duration> retention() {
        return Optional.of(config.retention());
    }

    @Override
    public Uni<Void> handle(CarrierOrder order) {
        if (!order.request().isValid()) {
            return save(order, order.fail(CarrierFailure.INVALID_REQUEST, "Not an E.164 number"));
        }
        if (order.state() == JobState.WAITING && order.isStale(config)) {
            return save(order, order.failStale(config));
        }
        return (switch (order.state()) {
            case SUBMITTING -> recover(order);
            case UNKNOWN, PENDING -> lookUp(order);
            default -> route(order).chain(() -> accounts.of(order)).flatMap(carrier -> buy(order, carrier));
        }).onFailure(CarrierException.class).recoverWithUni(failure -> handleFailure(order, failure));
    }

    /** Sees to it that the order has a carrier, and knows whether there would be another one. */
    private Uni<Void> route(CarrierOrder order) {
        List<String> tried = order.failover().failedCarriers();
        Uni<Void> routed = order.carrier() != null ? Uni.createFrom().voidItem()
                : router.next(order.request().e164(), order.routingRequest(), tried)
                        .invoke(order::assignTo).replaceWithVoid();
        return routed.invoke(() -> order.failover().limitUnavailable(router.rank(order.routingRequest()).stream()
                .map(Carrier::name).anyMatch(name -> !name.equals(order.carrier()) && !tried.contains(name))
                        ? router.tries()
                        : 0));
    }

    /** In doubt before anything else is asked: whatever fails from here on is no refusal. */
    private Uni<Void> recover(CarrierOrder order) {
        List<CarrierEvent> events = order.recordUnknownOutcome(ABANDONED, config);
        return order.needsAttention() ? save(order, events) : jobs.saveProgress(order, events).chain(() -> lookUp(order));
    }

    /** An account that this instance does not know yet, or no longer, is no answer: another one may know it. */
    private Uni<Void> lookUp(CarrierOrder order) {
        return route(order).chain(() -> accounts.of(order)).map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> recordLookupFailure(order, failure))
                .flatMap(carrier -> carrier.isEmpty() ? Uni.createFrom().voidItem() : lookUp(order, carrier.get()));
    }

    private <T> Uni<Optional<T>> recordLookupFailure(CarrierOrder order, CarrierException failure) {
        return save(order, order.recordLookupFailure(failure, backoff.delayFor(failure, order), config))
                .replaceWith(Optional.empty());
    }

    private Uni<Void> buy(CarrierOrder order, Carrier carrier) {
        return order.candidate().map(candidate -> prices.quotedCost(candidate, order, carrier)
                .flatMap(quotedCost -> submit(order, carrier, candidate, quotedCost)))
                .orElseGet(() -> chooseNumber(order, carrier));
    }

    private Uni<Void> chooseNumber(CarrierOrder order, Carrier carrier) {
        return carrier.search(order.request().search(config.sample())).flatMap(found -> {
            if (found.isEmpty()) {
                return save(order, order.recordRefusal(NO_INVENTORY, config));
            }
            return orders.beingBought(found.stream().map(AvailableNumber::e164).toList())
                    .map(taken -> found.stream().filter(number -> !taken.contains(number.e164())).toList())
                    .flatMap(available -> available.isEmpty() ? dropCandidate(order)
                            : submit(order, carrier, randomOf(PriceCheck.cheapest(available))));
        });
    }

    /** All instances see the same numbers in the same order: whoever takes the first one meets everybody there. */
    private static AvailableNumber randomOf(List<AvailableNumber> numbers) {
        return numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
    }

    /** The money first: from when the order is saved as submitted, only the carrier can tell what became of it. */
    private Uni<Void> submit(CarrierOrder order, Carrier carrier, AvailableNumber number) {
        return submit(order, carrier, number.e164(), number.monthlyCost());
    }

    private Uni<Void> submit(CarrierOrder order, Carrier carrier, String e164, Optional<Cost> quotedCost) {
        Purchase purchase = order.purchase(e164, quotedCost);
        prices.requirePaid(purchase, order.requester().paidCents());
        return spend.reserve(purchase)
                .chain(() -> {
                    order.submit(e164);
                    return jobs.saveProgress(order, List.of()).replaceWith(true);
                })
                .onFailure(JobRepository::isUniqueViolation).recoverWithItem(false)
                .flatMap(saved -> saved ? purchase(order, carrier, e164) : dropCandidate(order));
    }

    private Uni<Void> purchase(CarrierOrder order, Carrier carrier, String e164) {
        return carrier.order(new NumberPurchase(e164, order.reference(), webhooks.of(carrier.name())))
                .flatMap(outcome -> save(order, apply(order, outcome)));
    }

    private Uni<Void> dropCandidate(CarrierOrder order) {
        return save(order, order.dropCandidate(TAKEN, backoff.delayFor(TAKEN, order), config));
    }

    private Uni<Void> lookUp(CarrierOrder order, Carrier carrier) {
        return carrier.findOrders(order.reference())
                .map(found -> relevantOutcome(order, found))
                .flatMap(one -> one.isPresent() ? Uni.createFrom().item(one)
                        : carrier.findByE164(order.candidate().orElseThrow()).map(held -> held.<OrderOutcome> map(Owned::new)))
                .map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> recordLookupFailure(order, failure))
                .flatMap(result -> result.isEmpty() ? Uni.createFrom().voidItem() : conclude(order, carrier, result.get()));
    }

    /** What counts of everything that was tried under the order's reference: what is ours, then what may become ours. */
    private static Optional<OrderOutcome> relevantOutcome(CarrierOrder order, List<OrderOutcome> found) {
        Predicate<OrderOutcome> isCandidate = outcome -> order.candidate().filter(outcome.e164()::equals).isPresent();
        List<OrderOutcome> owned = found.stream().filter(Owned.class::isInstance).toList();
        if (owned.size() > 1) {
            Log.errorf("%d numbers at %s carry the reference of order %s", owned.size(), order.carrier(), order.id());
        }
        return owned.stream().filter(isCandidate).findFirst()
                .or(() -> owned.stream().findFirst())
                .or(() -> found.stream().filter(Pending.class::isInstance).findFirst())
                .or(() -> found.stream().filter(isCandidate).findFirst());
    }

    private Uni<Void> conclude(CarrierOrder order, Carrier carrier, Optional<OrderOutcome> found) {
        if (found.isPresent()) {
            return save(order, apply(order, found.get()));
        }
        if (order.state() == JobState.PENDING) {
            return save(order, order.recordUnknownOutcome(VANISHED, config));
        }
        if (!order.isLookupConclusive(config)) {
            order.scheduleConclusiveLookup(config);
            return save(order, List.of());
        }
        return order.concludeNotBought(config).map(events -> save(order, events)).orElseGet(() -> buy(order, carrier));
    }

    private List<CarrierEvent> apply(CarrierOrder order, OrderOutcome outcome) {
        if (outcome instanceof Owned owned) {
            return order.reference().equals(owned.number().reference()) ? order.complete(owned.number())
                    : order.recordForeignReference(owned.number().reference(), config);
        }
        return outcome instanceof Failed failed ? order.recordRejection(failed.why(), config) : order.awaitDecision(config);
    }

    private Uni<Void> handleFailure(CarrierOrder order, CarrierException failure) {
        return save(order, switch (failure.kind()) {
            case REFUSED -> order.recordRefusal(failure, config);
            case TRY_LATER -> order.retryLater(failure, backoff.delayFor(failure, order), config);
            case UNKNOWN -> order.recordUnknownOutcome(failure, config);
        });
    }

    /** Said when it is saved: an instance that lost its lease says nothing. */
    private Uni<Void> save(CarrierOrder order, List<CarrierEvent> events) {
        return jobs.saveAndRelease(order, events).invoke(() -> log(order));
    }

    private static void log(CarrierOrder order) {
        String number = PhoneNumbers.mask(order.candidate().orElse(null));
        if (order.needsAttention()) {
            Log.errorf("Order %s (%s) needs a person: %s", order.id(), number, order.detail());
        } else {
            Log.infof("Order %s (%s) is %s%s", order.id(), number, order.state(),
                    order.detail() == null ? "" : ": " + order.detail());
        }
    }
}
