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

    private static final String SUCCESS = "OK";
    private static final String CANCELLED = "GIVEN_UP";
    private static final Duration ALERT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration ACCOUNT_PROBE_INTERVAL = Duration.ofMinutes(1);

    private final Carrier carrier;
    private final CarrierCircuitBreaker circuitBreaker;
    private final RateLimiter rateLimiter;
    private final RetryBudget retryBudget;
    private final AccountBreaker accountBreaker;
    private final Map<CallPurpose, Guard> bulkheads = new EnumMap<>(CallPurpose.class);
    private final MeterRegistry metrics;
    private final AccountHealth health = new AccountHealth();
    private final AtomicLong lastAlert = new AtomicLong(System.nanoTime() - ALERT_INTERVAL.toNanos() - 1);

    CallPipeline(Carrier carrier, CarrierCircuitBreaker circuitBreaker, RateLimiter rateLimiter, RetryBudget retryBudget,
            CallConfig config,
            MeterRegistry metrics) {
        this.carrier = carrier;
        this.circuitBreaker = circuitBreaker;
        this.rateLimiter = rateLimiter;
        this.retryBudget = retryBudget;
        this.metrics = metrics;
        this.accountBreaker = new AccountBreaker(carrier.name(), config.accountProbeInterval(), System::nanoTime);
        this.bulkheads.put(CallPurpose.JOB, bulkhead(config.maxConcurrent(), config.maxWaiting()));
        Guard interactive = bulkhead(config.maxConcurrentInteractive(), config.maxWaitingInteractive());
        this.bulkheads.put(CallPurpose.INTERACTIVE, interactive);
        this.bulkheads.put(CallPurpose.PRICE_LOOKUP, interactive);
        this.bulkheads.put(CallPurpose.VERIFICATION, interactive);
    }

    /** Whose call it is: they do not take each other's bulkheads. */
    enum CallPurpose {
        JOB,
        /** Somebody waits for the answer, or does not any more. */
        INTERACTIVE,
        /**
         * Prices may be told by somebody else, to whom other permissions count: what he says of us says nothing of the account.
         */
        PRICE_LOOKUP,
        /** A person wants to know whether a refused account is mended. */
        VERIFICATION
    }

    private static Guard bulkhead(int limit, int waiting) {
        return Guard.create().withBulkhead().limit(limit).queueSize(waiting).done().build();
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    /**
     * One call. When its caller goes away, it is not begun, or cut off.
     *
     * @param beforeCall looked at last; what it throws is why the call is not made
     */
    <T> Uni<T> call(CallPurpose purpose, String operation, Runnable beforeCall, Supplier<Uni<T>> request) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample timer = Timer.start(metrics);
            return Uni.createFrom().deferred(() -> protect(purpose, beforeCall, request))
                    .onItemOrFailure().invoke((item, failure) -> recordTime(timer, operation, failure))
                    .onCancellation().invoke(() -> recordTime(timer, operation, CANCELLED));
        });
    }

    private <T> Uni<T> protect(CallPurpose purpose, Runnable beforeCall, Supplier<Uni<T>> request) {
        if (!carrier.isConfigured()) {
            return request.get();
        }
        Context caller = Vertx.currentContext();
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        circuitBreaker.checkPermission();
        if (purpose != CallPurpose.VERIFICATION) {
            accountBreaker.checkPermission();
        }
        return bulkheads.get(purpose).get(() -> orCancelled(cancelled, rateLimiter.acquire().emitOn(work -> runOn(caller, work))
                .map(acquired -> acquirePermission(purpose, beforeCall))
                .chain(permission -> permission.call(() -> send(purpose, request)))), new TypeLiteral<Uni<T>>() {
                    private static final long serialVersionUID = 1L;
                })
                .onFailure(BulkheadException.class).transform(full -> new CarrierException(CarrierFailure.RATE_LIMITED,
                        "Too many calls to the carrier '" + carrier.name() + "' are waiting").beforeSending())
                .emitOn(work -> runOn(caller, work))
                .onCancellation().invoke(() -> cancelled.complete(null));
    }

    /** The bulkhead does not hear of a cancellation: its place would be held until the answer comes. */
    private static <T> Uni<T> orCancelled(CompletableFuture<Void> cancelled, Uni<T> call) {
        Uni<T> cancellation = Uni.createFrom().completionStage(cancelled)
                .flatMap(ignored -> Uni.createFrom().failure(new CancellationException(CANCELLED)));
        return cancelled.isDone() ? cancellation : Uni.combine().any().of(cancellation, call);
    }

    /** Directly before the request: what waits in a queue probes nothing. */
    private CarrierCircuitBreaker.Permission acquirePermission(CallPurpose purpose, Runnable beforeCall) {
        CarrierCircuitBreaker.Permission permission = circuitBreaker.acquirePermission();
        try {
            if (purpose != CallPurpose.VERIFICATION) {
                accountBreaker.checkPermission();
            }
            beforeCall.run();
            if (purpose != CallPurpose.VERIFICATION) {
                accountBreaker.acquirePermission();
            }
            return permission;
        } catch (RuntimeException notSent) {
            permission.release();
            throw notSent;
        }
    }

    /** The carrier has its say from here on. */
    private <T> Uni<T> send(CallPurpose purpose, Supplier<Uni<T>> request) {
        return request.get()
                .onItemOrFailure().invoke((item, failure) -> recordOutcome(purpose, failure))
                .onFailure(CallPipeline::requestsPause).call(failure -> rateLimiter
                        .pause(((CarrierException) failure).retryAfter().orElseThrow()).onFailure().recoverWithNull());
    }

    private void recordOutcome(CallPurpose purpose, Throwable failure) {
        if (purpose == CallPurpose.PRICE_LOOKUP) {
            return;
        }
        if (failure instanceof CarrierException known) {
            health.recordFailure(known.failure());
            accountBreaker.onFailure(known);
        } else if (failure == null) {
            health.recordSuccess();
            accountBreaker.onSuccess();
        }
    }

    private static boolean requestsPause(Throwable failure) {
        return failure instanceof CarrierException known && known.failure() == CarrierFailure.RATE_LIMITED
                && known.retryAfter().isPresent();
    }

    /** A time-out comes on a timer's thread; what follows needs the caller's context for its database session. */
    private static void runOn(Context caller, Runnable work) {
        if (caller == null) {
            work.run();
        } else {
            caller.runOnContext(ignored -> work.run());
        }
    }

    private void recordTime(Timer.Sample timer, String operation, Throwable failure) {
        String outcome = SUCCESS;
        if (failure instanceof CarrierException expected) {
            outcome = expected.failure().name();
            Log.debugf("%s %s: %s, %s", carrier.name(), operation, outcome, expected.getMessage());
            alert(operation, expected);
        } else if (failure != null) {
            outcome = failure.getClass().getSimpleName();
        }
        recordTime(timer, operation, outcome);
    }

    private void recordTime(Timer.Sample timer, String operation, String outcome) {
        timer.stop(Timer.builder("trunkline.carrier.calls").description("Calls to carriers, waiting included")
                .tags("carrier", carrier.name(), "operation", operation, "outcome", outcome).register(metrics));
    }

    /** What only a person can mend is said aloud, but not with every call. */
    private void alert(String operation, CarrierException failure) {
        long now = System.nanoTime();
        long last = lastAlert.get();
        if (failure.failure().needsOperator() && now - last > ALERT_INTERVAL.toNanos()
                && lastAlert.compareAndSet(last, now)) {
            Log.errorf("%s does not %s: %s, %s", carrier.name(), operation, failure.failure(), failure.getMessage());
        }
    }

    /** As this instance sees it. */
    Uni<AccountStatus> status() {
        return rateLimiter.untilNextPermit().onFailure().recoverWithNull()
                .map(next -> new AccountStatus(carrier.name(), carrier.isConfigured(), carrier.capabilities(), health(),
                        circuitBreaker.state(), circuitBreaker.untilProbe(), rateLimiter.perSecond(), retryBudget.calls(), next,
                        health.failures()));
    }

    /**
     * Whether there is any hope in asking: somebody has to find out that a carrier is well again, so one that was sick or
     * refused us is asked from time to time.
     */
    boolean isAvailable() {
        return carrier.isConfigured() && circuitBreaker.untilProbe().isZero() && !accountBreaker.isOpen()
                && !health.needsOperatorSince(Instant.now().minus(ACCOUNT_PROBE_INTERVAL));
    }

    private AccountStatus.Health health() {
        if (!carrier.isConfigured()) {
            return AccountStatus.Health.NOT_CONFIGURED;
        }
        if (health.needsOperator()) {
            return AccountStatus.Health.REFUSED;
        }
        return circuitBreaker.isClosed() ? AccountStatus.Health.OK : AccountStatus.Health.UNHEALTHY;
    }
}
