package io.trunkline.carrier.order;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.WebhookUrls;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.JobHandler;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.job.OutcomeLookup;
import io.trunkline.carrier.routing.CarrierRouter;
import io.trunkline.carrier.spend.Purchase;
import io.trunkline.carrier.spend.SpendGuard;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.Cost;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.kit.SqlState;

/**
 * Processes orders: calls the carrier, and lets {@link CarrierOrder} decide what follows. Each step returns the events to
 * publish; a {@link CarrierException} ends the run from any step. The order is saved in one place, at the end.
 */
@ApplicationScoped
class OrderHandler implements JobHandler<CarrierOrder> {

    private static final CarrierException ABANDONED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The instance stopped while it bought the number");
    private static final CarrierException VANISHED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The carrier no longer lists the purchase that it accepted");
    private static final CarrierException NO_INVENTORY = new CarrierException(CarrierFailure.NO_INVENTORY,
            "No matching number is for sale");
    private static final CarrierException TAKEN = new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE,
            "Another order is buying the number");

    private final AccountRegistry accounts;
    private final CarrierRouter router;
    private final WebhookUrls webhooks;
    private final OrderRepository orders;
    private final PriceCheck prices;
    private final SpendGuard spend;
    private final JobRepository jobs;
    private final OutcomeLookup lookup;
    private final OrderOutcomes outcomes;
    private final Backoff backoff;
    private final OrderConfig config;

    OrderHandler(AccountRegistry accounts, CarrierRouter router, WebhookUrls webhooks, OrderRepository orders,
            PriceCheck prices, SpendGuard spend, JobRepository jobs, OutcomeLookup lookup, OrderOutcomes outcomes,
            Backoff backoff, OrderConfig config) {
        this.accounts = accounts;
        this.router = router;
        this.webhooks = webhooks;
        this.orders = orders;
        this.prices = prices;
        this.spend = spend;
        this.jobs = jobs;
        this.lookup = lookup;
        this.outcomes = outcomes;
        this.backoff = backoff;
        this.config = config;
    }

    /** @param quotedCost empty when the carrier quotes no cost */
    private record Candidate(String e164, Optional<Cost> quotedCost) {
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
        order.setPolicy(OrderPolicy.of(config, router.attemptsPerCarrier(),
                router.rank(order.routingRequest()).stream().map(Carrier::name).toList()));
        return process(order)
                .onFailure(CarrierException.class).recoverWithItem(failure -> conclude(order, (CarrierException) failure))
                .flatMap(events -> jobs.saveAndRelease(order, events, order.obligations())
                        .invoke(() -> log(order, events)));
    }

    private Uni<List<CarrierEvent>> process(CarrierOrder order) {
        if (order.state() == JobState.WAITING && !order.request().isValid()) {
            return item(order.fail(CarrierFailure.INVALID_REQUEST,
                    "No such number, or no such area code, in the country"));
        }
        if (order.state() == JobState.WAITING && order.isStale()) {
            return item(order.failStale());
        }
        return switch (order.state()) {
            case SUBMITTING -> recover(order);
            case UNKNOWN, NEEDS_ATTENTION -> lookUpUnknown(order);
            case PENDING -> lookUp(order);
            default -> route(order).flatMap(carrier -> buy(order, carrier));
        };
    }

    private List<CarrierEvent> conclude(CarrierOrder order, CarrierException failure) {
        Duration delay = backoff.delayFor(failure, order);
        if (failure == TAKEN) {
            return order.dropCandidate(failure, delay);
        }
        return switch (failure.kind()) {
            case REFUSED -> order.recordRefusal(failure);
            case TRY_LATER -> order.retryLater(failure, delay);
            case UNKNOWN -> order.recordUnknownOutcome(failure);
        };
    }

    // ---- The purchase, from the carrier to its outcome ----

    private Uni<Carrier> route(CarrierOrder order) {
        Uni<Void> routed = order.carrier() != null ? Uni.createFrom().voidItem()
                : router.selectNext(order.request().e164(), order.routingRequest(), order.failover().attempts().carriers())
                        .invoke(order::assignTo).replaceWithVoid();
        return routed.chain(() -> accounts.forJob(order));
    }

    private Uni<List<CarrierEvent>> buy(CarrierOrder order, Carrier carrier) {
        return chooseNumber(order, carrier)
                .call(candidate -> submit(order, candidate))
                .flatMap(candidate -> carrier.order(
                        new NumberPurchase(candidate.e164(), order.reference(), webhooks.of(carrier.name()))))
                .flatMap(outcome -> outcomes.applyPurchase(order, outcome));
    }

    private Uni<Candidate> chooseNumber(CarrierOrder order, Carrier carrier) {
        return order.candidate()
                .map(e164 -> prices.quotedCost(e164, order, carrier).map(cost -> new Candidate(e164, cost)))
                .orElseGet(() -> carrier.search(order.request().search(config.sample()))
                        .flatMap(this::available)
                        .map(numbers -> randomOf(PriceCheck.cheapest(numbers)))
                        .map(number -> new Candidate(number.e164(), number.monthlyCost())));
    }

    /** Without the numbers that other orders are buying. */
    private Uni<List<AvailableNumber>> available(List<AvailableNumber> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().failure(NO_INVENTORY);
        }
        return orders.beingBought(found.stream().map(AvailableNumber::e164).toList())
                .map(taken -> found.stream().filter(number -> !taken.contains(number.e164())).toList())
                .onItem().invoke(numbers -> {
                    if (numbers.isEmpty()) {
                        throw TAKEN;
                    }
                });
    }

    /** Random, because all instances see the same numbers in the same order and would compete for the first one. */
    private static AvailableNumber randomOf(List<AvailableNumber> numbers) {
        return numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
    }

    /** Reserves the cost before the order is saved as submitting: from then on only the carrier knows the outcome. */
    private Uni<Void> submit(CarrierOrder order, Candidate candidate) {
        Purchase purchase = order.purchase(candidate.e164(), candidate.quotedCost());
        prices.requirePaid(purchase, order.requester().paidCents());
        return spend.reserve(purchase)
                .invoke(() -> order.submit(candidate.e164()))
                .chain(() -> jobs.saveProgress(order, List.of()))
                .onFailure(SqlState::isUniqueViolation).transform(taken -> TAKEN);
    }

    // ---- The look-up of an unknown or pending purchase ----

    /** The outcome is unknown before any further call: a failure from here on is no refusal. */
    private Uni<List<CarrierEvent>> recover(CarrierOrder order) {
        List<CarrierEvent> events = order.recordUnknownOutcome(ABANDONED);
        return order.needsAttention() ? item(events) : jobs.saveProgress(order, events).chain(() -> lookUp(order));
    }

    private Uni<List<CarrierEvent>> lookUp(CarrierOrder order) {
        return lookup.run(order, accounts.forJob(order), carrier -> outcomes.find(order, carrier),
                (carrier, found) -> found.isPresent() ? outcomes.apply(order, found.get()) : concludeNotFound(order, carrier));
    }

    /** Another number of this order's is given back first. */
    private Uni<List<CarrierEvent>> lookUpUnknown(CarrierOrder order) {
        return order.giveBackId().isEmpty() ? lookUp(order) : outcomes.concludeGiveBack(order);
    }

    private Uni<List<CarrierEvent>> concludeNotFound(CarrierOrder order, Carrier carrier) {
        if (order.needsAttention()) {
            return item(order.concludeAttention());
        }
        if (order.state() == JobState.PENDING) {
            return item(order.recordUnknownOutcome(VANISHED));
        }
        if (!order.isLookupConclusive()) {
            return item(order.scheduleConclusiveLookup());
        }
        if (order.keptNumberId().isPresent()) {
            return outcomes.giveBackKept(order);
        }
        return order.concludeNotBought().map(OrderHandler::item).orElseGet(() -> buy(order, carrier));
    }

    private static Uni<List<CarrierEvent>> item(List<CarrierEvent> events) {
        return Uni.createFrom().item(events);
    }

    /** @param events an order that still needs attention has none */
    private static void log(CarrierOrder order, List<CarrierEvent> events) {
        String number = PhoneNumbers.mask(order.candidate().orElse(null));
        if (order.needsAttention() && events.isEmpty()) {
            Log.debugf("Order %s (%s) still needs attention", order.id(), number);
        } else if (order.needsAttention()) {
            Log.errorf("Order %s (%s) needs attention: %s", order.id(), number, order.detail());
        } else {
            Log.infof("Order %s (%s) is %s%s", order.id(), number, order.state(),
                    order.detail() == null ? "" : ": " + order.detail());
        }
    }
}
