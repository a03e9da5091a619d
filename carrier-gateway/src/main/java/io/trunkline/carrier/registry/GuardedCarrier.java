package io.trunkline.carrier.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;

import jakarta.enterprise.util.TypeLiteral;

import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.AvailableNumber;
import io.trunkline.carrier.spi.Capability;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.spi.MessageToSend;
import io.trunkline.carrier.spi.NumberPurchase;
import io.trunkline.carrier.spi.NumberSearch;
import io.trunkline.carrier.spi.OrderOutcome;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.carrier.spi.SentMessage;
import io.trunkline.carrier.spi.Webhooks;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * A carrier behind its declared capabilities, a limit on concurrent calls and a stopwatch.
 * <p>
 * A call may wait long for its turn. When it comes, a purchase or a send starts only if the job's lease is held for longer than
 * a call takes: then it is over before any other instance can take the job up, find it unfinished and look for what is not
 * there yet. Otherwise nothing is sent.
 */
class GuardedCarrier implements Carrier {

    private static final String OK = "OK";

    private static final Set<CarrierFailure> FOR_A_PERSON = EnumSet.of(CarrierFailure.CARRIER_AUTH,
            CarrierFailure.ACCOUNT_RESTRICTED, CarrierFailure.INSUFFICIENT_FUNDS, CarrierFailure.CARRIER_NOT_CONFIGURED);
    private static final Duration ALERT_EVERY = Duration.ofMinutes(1);

    private final AtomicLong lastAlert;
    private final Carrier carrier;
    private final MeterRegistry metrics;
    private final Guard bulkhead;
    private final Predicate<Duration> held;

    GuardedCarrier(Carrier carrier, CallConfig config, MeterRegistry metrics) {
        this(carrier, metrics, Guard.create().withBulkhead().limit(config.maxConcurrent()).queueSize(config.maxWaiting())
                .done().build(), new AtomicLong(System.nanoTime() - ALERT_EVERY.toNanos() - 1), time -> true);
    }

    private GuardedCarrier(Carrier carrier, MeterRegistry metrics, Guard bulkhead, AtomicLong lastAlert,
            Predicate<Duration> held) {
        this.carrier = carrier;
        this.metrics = metrics;
        this.bulkhead = bulkhead;
        this.lastAlert = lastAlert;
        this.held = held;
    }

    /** The same, for one job. */
    Carrier heldBy(Job job) {
        return new GuardedCarrier(carrier, metrics, bulkhead, lastAlert, job::isHeldFor);
    }

    @Override
    public String name() {
        return carrier.name();
    }

    @Override
    public boolean isConfigured() {
        return carrier.isConfigured();
    }

    @Override
    public Set<Capability> capabilities() {
        return carrier.capabilities();
    }

    @Override
    public Duration longestCall() {
        return carrier.longestCall();
    }

    @Override
    public Uni<List<AvailableNumber>> search(NumberSearch search) {
        return call("search", Capability.of(search.numberType()), () -> carrier.search(search));
    }

    @Override
    public Uni<OrderOutcome> order(NumberPurchase purchase) {
        return call("order", () -> whileHeld(() -> carrier.order(purchase)));
    }

    @Override
    public Uni<List<OrderOutcome>> findOrders(String reference) {
        return call("findOrders", () -> carrier.findOrders(reference));
    }

    @Override
    public Uni<Optional<OwnedNumber>> findByE164(String e164) {
        return call("findByE164", () -> carrier.findByE164(e164));
    }

    @Override
    public Uni<OwnedNumber> configure(String carrierNumberId, Webhooks webhooks) {
        return call("configure", () -> carrier.configure(carrierNumberId, webhooks));
    }

    @Override
    public Uni<Void> release(String carrierNumberId) {
        return call("release", () -> carrier.release(carrierNumberId));
    }

    @Override
    public Duration leastHolding() {
        return carrier.leastHolding();
    }

    @Override
    public Uni<List<OwnedNumber>> listOwned() {
        return call("listOwned", carrier::listOwned);
    }

    @Override
    public Uni<SentMessage> send(MessageToSend message) {
        return call("send", message.needs(), () -> whileHeld(() -> carrier.send(message)));
    }

    @Override
    public Uni<List<SentMessage>> findSent(MessageToSend message, Instant since) {
        return call("findSent", Capability.MESSAGE_LIST, () -> carrier.findSent(message, since));
    }

    private <T> Uni<T> whileHeld(Supplier<Uni<T>> request) {
        return held.test(longestCall()) ? request.get()
                : Uni.createFrom().failure(new CarrierException(
                        CarrierFailure.CARRIER_UNAVAILABLE,
                        "The call waited for its turn until the job's lease was about to end"));
    }

    private <T> Uni<T> call(String operation, Capability needed, Supplier<Uni<T>> request) {
        return carrier.capabilities().contains(needed) ? call(operation, request)
                : Uni.createFrom().failure(new CarrierException(CarrierFailure.NOT_SUPPORTED,
                        "The carrier '" + name() + "' does not do " + needed));
    }

    private <T> Uni<T> call(String operation, Supplier<Uni<T>> request) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample stopwatch = Timer.start(metrics);
            Context caller = Vertx.currentContext();
            return bulkhead.get(request::get, new TypeLiteral<Uni<T>>() {
                private static final long serialVersionUID = 1L;
            }).onFailure(BulkheadException.class).transform(full -> new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                    "Too many calls to the carrier '" + name() + "' are waiting"))
                    .emitOn(work -> resume(caller, work))
                    .onItemOrFailure().invoke((item, failure) -> stop(stopwatch, operation, failure));
        });
    }

    /** A time-out comes on a timer's thread; what follows needs the caller's context for its database session. */
    private static void resume(Context caller, Runnable work) {
        if (caller == null) {
            work.run();
        } else {
            caller.runOnContext(ignored -> work.run());
        }
    }

    private void stop(Timer.Sample stopwatch, String operation, Throwable failure) {
        String outcome = OK;
        if (failure instanceof CarrierException expected) {
            outcome = expected.failure().name();
            Log.debugf("%s %s: %s, %s", name(), operation, outcome, expected.getMessage());
            alert(operation, expected);
        } else if (failure != null) {
            outcome = failure.getClass().getSimpleName();
        }
        stopwatch.stop(Timer.builder("trunkline.carrier.calls").description("Calls to carriers, waiting included")
                .tags("carrier", name(), "operation", operation, "outcome", outcome).register(metrics));
    }

    /** What only a person can mend is said aloud, but not with every call. */
    private void alert(String operation, CarrierException failure) {
        long now = System.nanoTime();
        long last = lastAlert.get();
        if (FOR_A_PERSON.contains(failure.failure()) && now - last > ALERT_EVERY.toNanos()
                && lastAlert.compareAndSet(last, now)) {
            Log.errorf("%s refuses to %s: %s, %s", name(), operation, failure.failure(), failure.getMessage());
        }
    }
}
