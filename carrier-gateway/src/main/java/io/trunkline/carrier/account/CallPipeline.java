package io.trunkline.carrier.account;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.enterprise.util.TypeLiteral;

import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * What every call to one carrier account passes, in this order: a glance at the breaker and at the account's gate, a limited
 * number of places, the rate limit that all instances share, the permission of both, the last look at the job's lease. Whatever
 * is refused on the way was not sent.
 */
final class CallPipeline {

    private static final String OK = "OK";
    private static final String GIVEN_UP = "GIVEN_UP";
    private static final Duration ALERT_EVERY = Duration.ofMinutes(1);
    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

    private final Carrier carrier;
    private final CarrierCircuitBreaker breaker;
    private final RateLimiter limit;
    private final RetryBudget budget;
    private final AccountBreaker gate;
    private final Map<Way, Guard> places = new EnumMap<>(Way.class);
    private final MeterRegistry metrics;
    private final AccountHealth errors = new AccountHealth();
    private final AtomicLong lastAlert = new AtomicLong(System.nanoTime() - ALERT_EVERY.toNanos() - 1);

    CallPipeline(Carrier carrier, CarrierCircuitBreaker breaker, RateLimiter limit, RetryBudget budget, CallConfig config,
            MeterRegistry metrics) {
        this.carrier = carrier;
        this.breaker = breaker;
        this.limit = limit;
        this.budget = budget;
        this.metrics = metrics;
        this.gate = new AccountBreaker(carrier.name(), config.refusedFor(), System::nanoTime);
        this.places.put(Way.JOB, places(config.maxConcurrent(), config.maxWaiting()));
        Guard aside = places(config.maxConcurrentAside(), config.maxWaitingAside());
        this.places.put(Way.ASIDE, aside);
        this.places.put(Way.PRICES, aside);
        this.places.put(Way.VERIFY, aside);
    }

    /** Whose call it is: they do not take each other's places. */
    enum Way {
        JOB,
        /** Somebody waits for the answer, or does not any more. */
        ASIDE,
        /**
         * Prices may be told by somebody else, to whom other permissions count: what he says of us says nothing of the account.
         */
        PRICES,
        /** A person wants to know whether a refused account is mended. */
        VERIFY
    }

    private static Guard places(int limit, int waiting) {
        return Guard.create().withBulkhead().limit(limit).queueSize(waiting).done().build();
    }

    RetryBudget budget() {
        return budget;
    }

    /**
     * One call. When its caller goes away, it is not begun, or cut off.
     *
     * @param before looked at last; what it throws is why the call is not made
     */
    <T> Uni<T> call(Way way, String operation, Runnable before, Supplier<Uni<T>> request) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample stopwatch = Timer.start(metrics);
            return Uni.createFrom().deferred(() -> admitted(way, before, request))
                    .onItemOrFailure().invoke((item, failure) -> stop(stopwatch, operation, failure))
                    .onCancellation().invoke(() -> stop(stopwatch, operation, GIVEN_UP));
        });
    }

    private <T> Uni<T> admitted(Way way, Runnable before, Supplier<Uni<T>> request) {
        if (!carrier.isConfigured()) {
            return request.get();
        }
        Context caller = Vertx.currentContext();
        CompletableFuture<Void> givenUp = new CompletableFuture<>();
        breaker.check();
        if (way != Way.VERIFY) {
            gate.check();
        }
        return places.get(way).get(() -> unless(givenUp, limit.turn().emitOn(work -> resume(caller, work))
                .map(turn -> permission(way, before))
                .chain(permission -> permission.use(() -> sent(way, request)))), new TypeLiteral<Uni<T>>() {
                    private static final long serialVersionUID = 1L;
                })
                .onFailure(BulkheadException.class).transform(full -> new CarrierException(CarrierFailure.RATE_LIMITED,
                        "Too many calls to the carrier '" + carrier.name() + "' are waiting").unsent())
                .emitOn(work -> resume(caller, work))
                .onCancellation().invoke(() -> givenUp.complete(null));
    }

    /** The bulkhead does not hear of a cancellation: its place would be held until the answer comes. */
    private static <T> Uni<T> unless(CompletableFuture<Void> givenUp, Uni<T> call) {
        Uni<T> cut = Uni.createFrom().completionStage(givenUp)
                .flatMap(gone -> Uni.createFrom().failure(new CancellationException(GIVEN_UP)));
        return givenUp.isDone() ? cut : Uni.combine().any().of(cut, call);
    }

    /** Directly before the request: what waits in a queue probes nothing. */
    private CarrierCircuitBreaker.Permission permission(Way way, Runnable before) {
        CarrierCircuitBreaker.Permission permission = breaker.permission();
        try {
            if (way != Way.VERIFY) {
                gate.check();
            }
            before.run();
            if (way != Way.VERIFY) {
                gate.pass();
            }
            return permission;
        } catch (RuntimeException notSent) {
            permission.giveBack();
            throw notSent;
        }
    }

    /** The carrier has its say from here on. */
    private <T> Uni<T> sent(Way way, Supplier<Uni<T>> request) {
        return request.get()
                .onItemOrFailure().invoke((item, failure) -> remember(way, failure))
                .onFailure(CallPipeline::asksForAPause).call(failure -> limit
                        .pause(((CarrierException) failure).retryAfter().orElseThrow()).onFailure().recoverWithNull());
    }

    private void remember(Way way, Throwable failure) {
        if (way == Way.PRICES) {
            return;
        }
        if (failure instanceof CarrierException known) {
            errors.failed(known.failure());
            gate.refused(known);
        } else if (failure == null) {
            errors.succeeded();
            gate.open();
        }
    }

    private static boolean asksForAPause(Throwable failure) {
        return failure instanceof CarrierException known && known.failure() == CarrierFailure.RATE_LIMITED
                && known.retryAfter().isPresent();
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
            Log.debugf("%s %s: %s, %s", carrier.name(), operation, outcome, expected.getMessage());
            alert(operation, expected);
        } else if (failure != null) {
            outcome = failure.getClass().getSimpleName();
        }
        stop(stopwatch, operation, outcome);
    }

    private void stop(Timer.Sample stopwatch, String operation, String outcome) {
        stopwatch.stop(Timer.builder("trunkline.carrier.calls").description("Calls to carriers, waiting included")
                .tags("carrier", carrier.name(), "operation", operation, "outcome", outcome).register(metrics));
    }

    /** What only a person can mend is said aloud, but not with every call. */
    private void alert(String operation, CarrierException failure) {
        long now = System.nanoTime();
        long last = lastAlert.get();
        if (failure.failure().needsOperator() && now - last > ALERT_EVERY.toNanos()
                && lastAlert.compareAndSet(last, now)) {
            Log.errorf("%s does not %s: %s, %s", carrier.name(), operation, failure.failure(), failure.getMessage());
        }
    }

    /** As this instance sees it. */
    Uni<AccountStatus> status() {
        return limit.untilNext().onFailure().recoverWithNull()
                .map(next -> new AccountStatus(carrier.name(), carrier.isConfigured(), carrier.capabilities(), health(),
                        breaker.state(), breaker.untilProbe(), limit.perSecond(), budget.calls(), next, errors.all()));
    }

    /**
     * Whether there is any hope in asking: somebody has to find out that a carrier is well again, so one that was sick or
     * refused us is asked from time to time.
     */
    boolean isWorthAsking() {
        return carrier.isConfigured() && breaker.untilProbe().isZero() && !gate.isShut()
                && !errors.unmendedSince(Instant.now().minus(REFUSED_FOR));
    }

    private AccountStatus.Health health() {
        if (!carrier.isConfigured()) {
            return AccountStatus.Health.NOT_CONFIGURED;
        }
        if (errors.unmended()) {
            return AccountStatus.Health.REFUSED;
        }
        return breaker.isClosed() ? AccountStatus.Health.OK : AccountStatus.Health.SICK;
    }
}
