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
    private static final CarrierException NOTHING = new CarrierException(CarrierFailure.NO_INVENTORY,
            "Nothing that fits is for sale");
    private static final CarrierException TAKEN = new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE,
            "Another order is buying it");

    private final AccountRegistry carriers;
    private final CarrierRouter choice;
    private final WebhookUrls webhooks;
    private final OrderRepository orders;
    private final PriceCheck prices;
    private final SpendGuard spend;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final OrderConfig config;

    OrderHandler(AccountRegistry carriers, CarrierRouter choice, WebhookUrls webhooks, OrderRepository orders,
            PriceCheck prices,
            SpendGuard spend,
            JobRepository jobs, Backoff backoff, OrderConfig config) {
        this.carriers = carriers;
        this.choice = choice;
        this.webhooks = webhooks;
        this.orders = orders;
        this.prices = prices;
        this.spend = spend;
        this.jobs = jobs;
        this.backoff = backoff;
        this.config = config;
    }

    @Override
    public Class<CarrierOrder> kind() {
        return CarrierOrder.class;
    }

    @Override
    public Optional<Duration> kept() {
        return Optional.of(config.kept());
    }

    @Override
    public Uni<Void> work(CarrierOrder order) {
        if (!order.wish().isPossible()) {
            return done(order, order.failedWith(CarrierFailure.INVALID_REQUEST, "Not an E.164 number"));
        }
        if (order.state() == JobState.WAITING && order.isStale(config)) {
            return done(order, order.tooLate(config));
        }
        return (switch (order.state()) {
            case SUBMITTING -> takeUp(order);
            case UNKNOWN, PENDING -> lookUp(order);
            default -> chosen(order).chain(() -> carriers.forJob(order)).flatMap(carrier -> buy(order, carrier));
        }).onFailure(CarrierException.class).recoverWithUni(failure -> conclude(order, failure));
    }

    /** Sees to it that the order has a carrier, and knows whether there would be another one. */
    private Uni<Void> chosen(CarrierOrder order) {
        List<String> tried = order.alternatives().carriersTried();
        Uni<Void> chosen = order.carrier() != null ? Uni.createFrom().voidItem()
                : choice.selectNext(order.wish().wanted(), order.demand(), tried)
                        .invoke(order::chose).replaceWithVoid();
        return chosen.invoke(() -> order.alternatives().after(choice.rank(order.demand()).stream()
                .map(Carrier::name).anyMatch(name -> !name.equals(order.carrier()) && !tried.contains(name))
                        ? choice.attemptsPerCarrier()
                        : 0));
    }

    /** In doubt before anything else is asked: whatever fails from here on is no refusal. */
    private Uni<Void> takeUp(CarrierOrder order) {
        List<CarrierEvent> news = order.doubted(ABANDONED, config);
        return order.isStuck() ? done(order, news) : jobs.keep(order, news).chain(() -> lookUp(order));
    }

    /** An account that this instance does not know yet, or no longer, is no answer: another one may know it. */
    private Uni<Void> lookUp(CarrierOrder order) {
        return chosen(order).chain(() -> carriers.forJob(order)).map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> notLookedUp(order, failure))
                .flatMap(carrier -> carrier.isEmpty() ? Uni.createFrom().voidItem() : lookUp(order, carrier.get()));
    }

    private <T> Uni<Optional<T>> notLookedUp(CarrierOrder order, CarrierException failure) {
        return done(order, order.lookupFailed(failure, backoff.after(failure, order), config))
                .replaceWith(Optional.empty());
    }

    private Uni<Void> buy(CarrierOrder order, Carrier carrier) {
        return order.candidate().map(candidate -> prices.costOf(candidate, order, carrier)
                .flatMap(said -> submit(order, carrier, candidate, said)))
                .orElseGet(() -> choose(order, carrier));
    }

    private Uni<Void> choose(CarrierOrder order, Carrier carrier) {
        return carrier.search(order.wish().search(config.sample())).flatMap(found -> {
            if (found.isEmpty()) {
                return done(order, order.refused(NOTHING, config));
            }
            return orders.beingBought(found.stream().map(AvailableNumber::e164).toList())
                    .map(taken -> found.stream().filter(number -> !taken.contains(number.e164())).toList())
                    .flatMap(free -> free.isEmpty() ? taken(order)
                            : submit(order, carrier, anyOf(PriceCheck.cheapest(free))));
        });
    }

    /** All instances see the same numbers in the same order: whoever takes the first one meets everybody there. */
    private static AvailableNumber anyOf(List<AvailableNumber> numbers) {
        return numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
    }

    /** The money first: from when the order is saved as submitted, only the carrier can tell what became of it. */
    private Uni<Void> submit(CarrierOrder order, Carrier carrier, AvailableNumber number) {
        return submit(order, carrier, number.e164(), number.monthlyCost());
    }

    private Uni<Void> submit(CarrierOrder order, Carrier carrier, String e164, Optional<Cost> said) {
        Purchase purchase = order.purchase(e164, said);
        prices.requirePaid(purchase, order.buyer().paid());
        return spend.reserve(purchase)
                .chain(() -> {
                    order.submit(e164);
                    return jobs.keep(order, List.of()).replaceWith(true);
                })
                .onFailure(JobRepository::isTaken).recoverWithItem(false)
                .flatMap(ours -> ours ? purchase(order, carrier, e164) : taken(order));
    }

    private Uni<Void> purchase(CarrierOrder order, Carrier carrier, String e164) {
        return carrier.order(new NumberPurchase(e164, order.reference(), webhooks.of(carrier.name())))
                .flatMap(outcome -> done(order, follow(order, outcome)));
    }

    private Uni<Void> taken(CarrierOrder order) {
        return done(order, order.candidateTaken(TAKEN, backoff.after(TAKEN, order), config));
    }

    private Uni<Void> lookUp(CarrierOrder order, Carrier carrier) {
        return carrier.findOrders(order.reference())
                .map(found -> theOne(order, found))
                .flatMap(one -> one.isPresent() ? Uni.createFrom().item(one)
                        : carrier.findByE164(order.candidate().orElseThrow()).map(held -> held.<OrderOutcome> map(Owned::new)))
                .map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> notLookedUp(order, failure))
                .flatMap(looked -> looked.isEmpty() ? Uni.createFrom().voidItem() : decide(order, carrier, looked.get()));
    }

    /** What counts of everything that was tried under the order's reference: what is ours, then what may become ours. */
    private static Optional<OrderOutcome> theOne(CarrierOrder order, List<OrderOutcome> found) {
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

    private Uni<Void> decide(CarrierOrder order, Carrier carrier, Optional<OrderOutcome> found) {
        if (found.isPresent()) {
            return done(order, follow(order, found.get()));
        }
        if (order.state() == JobState.PENDING) {
            return done(order, order.doubted(VANISHED, config));
        }
        if (!order.settled(config)) {
            order.lookWhenSettled(config);
            return done(order, List.of());
        }
        return order.notBought(config).map(news -> done(order, news)).orElseGet(() -> buy(order, carrier));
    }

    private List<CarrierEvent> follow(CarrierOrder order, OrderOutcome outcome) {
        if (outcome instanceof Owned owned) {
            return order.reference().equals(owned.number().reference()) ? order.placed(owned.number())
                    : order.ownedOtherwise(owned.number().reference(), config);
        }
        return outcome instanceof Failed failed ? order.notSold(failed.why(), config) : order.undecided(config);
    }

    private Uni<Void> conclude(CarrierOrder order, CarrierException failure) {
        return done(order, switch (failure.kind()) {
            case REFUSED -> order.refused(failure, config);
            case TRY_LATER -> order.notProcessed(failure, backoff.after(failure, order), config);
            case UNKNOWN -> order.doubted(failure, config);
        });
    }

    /** Said when it is saved: an instance that lost its lease says nothing. */
    private Uni<Void> done(CarrierOrder order, List<CarrierEvent> news) {
        return jobs.done(order, news).invoke(() -> log(order));
    }

    private static void log(CarrierOrder order) {
        String number = PhoneNumbers.mask(order.candidate().orElse(null));
        if (order.isStuck()) {
            Log.errorf("Order %s (%s) needs a person: %s", order.id(), number, order.detail());
        } else {
            Log.infof("Order %s (%s) is %s%s", order.id(), number, order.state(),
                    order.detail() == null ? "" : ": " + order.detail());
        }
    }
}
