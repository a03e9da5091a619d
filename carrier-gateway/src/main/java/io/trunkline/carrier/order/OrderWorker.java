package io.trunkline.carrier.order;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.Jobs;
import io.trunkline.carrier.job.Worker;
import io.trunkline.carrier.registry.Carriers;
import io.trunkline.carrier.registry.WebhookUrls;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.kit.number.PhoneNumbers;

/** Carries an order one step further: asks the carrier, and lets {@link CarrierOrder} decide what the answer means. */
@ApplicationScoped
class OrderWorker implements Worker<CarrierOrder> {

    private static final CarrierException ABANDONED = new CarrierException(CarrierFailure.OUTCOME_UNKNOWN,
            "The instance that was buying the number did not come back");
    private static final CarrierException TAKEN = new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE,
            "Another order is buying it");

    private final Carriers carriers;
    private final WebhookUrls webhooks;
    private final OrderRepository orders;
    private final Jobs jobs;
    private final Backoff backoff;
    private final OrderConfig config;

    OrderWorker(Carriers carriers, WebhookUrls webhooks, OrderRepository orders, Jobs jobs, Backoff backoff,
            OrderConfig config) {
        this.carriers = carriers;
        this.webhooks = webhooks;
        this.orders = orders;
        this.jobs = jobs;
        this.backoff = backoff;
        this.config = config;
    }

    @Override
    public Class<CarrierOrder> kind() {
        return CarrierOrder.class;
    }

    @Override
    public Uni<Void> work(CarrierOrder order) {
        return carriers.of(order)
                .flatMap(carrier -> switch (order.state()) {
                    case SUBMITTING -> jobs.keep(order, order.doubted(ABANDONED, config)).chain(() -> lookUp(order, carrier));
                    case UNKNOWN -> lookUp(order, carrier);
                    default -> order.isStale(config) ? done(order, order.tooLate(config)) : buy(order, carrier);
                })
                .onFailure(CarrierException.class).recoverWithUni(failure -> conclude(order, failure));
    }

    private Uni<Void> buy(CarrierOrder order, Carrier carrier) {
        return order.candidate().map(candidate -> submit(order, carrier, candidate))
                .orElseGet(() -> choose(order, carrier));
    }

    private Uni<Void> choose(CarrierOrder order, Carrier carrier) {
        return carrier.search(order.search(config.sample())).flatMap(found -> {
            if (found.isEmpty()) {
                return done(order, order.failedWith(CarrierFailure.NO_INVENTORY.name(), "Nothing that fits is for sale"));
            }
            return orders.beingBought(found)
                    .map(taken -> found.stream().filter(number -> !taken.contains(number)).toList())
                    .flatMap(free -> free.isEmpty() ? taken(order) : submit(order, carrier, anyOf(free)));
        });
    }

    /** All instances see the same numbers in the same order: whoever takes the first one meets everybody there. */
    private static String anyOf(List<String> numbers) {
        return numbers.get(ThreadLocalRandom.current().nextInt(numbers.size()));
    }

    private Uni<Void> submit(CarrierOrder order, Carrier carrier, String e164) {
        if (!PhoneNumbers.isE164(e164)) {
            return done(order, order.failedWith(CarrierFailure.INVALID_REQUEST.name(), "Not an E.164 number"));
        }
        order.submit(e164);
        return jobs.keep(order, List.of()).replaceWith(true)
                .onFailure(Jobs::isTaken).recoverWithItem(false)
                .flatMap(ours -> ours ? purchase(order, carrier, e164) : taken(order));
    }

    private Uni<Void> purchase(CarrierOrder order, Carrier carrier, String e164) {
        return carrier.order(new NumberPurchase(e164, order.reference(), webhooks.of(carrier.name())))
                .flatMap(number -> done(order, order.placed(number)));
    }

    private Uni<Void> taken(CarrierOrder order) {
        return done(order, order.candidateTaken(TAKEN, backoff.after(TAKEN, order), config));
    }

    private Uni<Void> lookUp(CarrierOrder order, Carrier carrier) {
        return carrier.findByReference(order.reference())
                .flatMap(found -> found.isEmpty() ? carrier.findByE164(order.candidate().orElseThrow())
                        : Uni.createFrom().item(Optional.of(theOne(order, found))))
                .map(Optional::of)
                .onFailure(CarrierException.class).recoverWithUni(failure -> done(order,
                        order.lookupFailed(failure, config)).replaceWith(Optional.empty()))
                .flatMap(looked -> looked.isEmpty() ? Uni.createFrom().voidItem() : decide(order, carrier, looked.get()));
    }

    private static OwnedNumber theOne(CarrierOrder order, List<OwnedNumber> found) {
        if (found.size() > 1) {
            Log.errorf("%d numbers at %s carry the reference of order %s", found.size(), order.carrier(), order.id());
        }
        return found.stream().filter(number -> order.candidate().filter(number.e164()::equals).isPresent()).findFirst()
                .orElse(found.get(0));
    }

    private Uni<Void> decide(CarrierOrder order, Carrier carrier, Optional<OwnedNumber> found) {
        if (found.isPresent()) {
            OwnedNumber number = found.get();
            return done(order, order.reference().equals(number.reference()) ? order.placed(number)
                    : order.ownedOtherwise(config));
        }
        if (!order.settled(config)) {
            order.lookWhenSettled(config);
            return done(order, List.of());
        }
        return order.notBought(config).map(news -> done(order, news)).orElseGet(() -> buy(order, carrier));
    }

    private Uni<Void> conclude(CarrierOrder order, CarrierException failure) {
        return done(order, switch (failure.kind()) {
            case REFUSED -> order.refused(failure, config);
            case TRY_LATER -> order.notProcessed(failure, backoff.after(failure, order), config);
            case UNKNOWN -> order.doubted(failure, config);
        });
    }

    private Uni<Void> done(CarrierOrder order, List<CarrierEvent> news) {
        String number = PhoneNumbers.mask(order.candidate().orElse(null));
        if (order.isStuck()) {
            Log.errorf("Order %s (%s) needs a person: %s", order.id(), number, order.detail());
        } else {
            Log.infof("Order %s (%s) is %s%s", order.id(), number, order.state(),
                    order.detail() == null ? "" : ": " + order.detail());
        }
        return jobs.done(order, news);
    }
}
