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
 * Every call to one carrier account passes, in this order: a first check of both breakers, the bulkhead, the rate limiter
 * shared by all instances, the permission of both breakers, the job's lease. A call that is rejected on the way was not sent.
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

    /** What a call is for. Jobs and all other calls have separate bulkheads. */
    enum CallPurpose {
        JOB,
        /** A caller waits for the response, and may cancel. */
        INTERACTIVE,
        /**
         * A price list may come from another API with permissions of its own: its failures prove nothing about the account.
         */
        PRICE_LOOKUP,
        /** An operator checks the credentials; sent although the account breaker is open. */
        VERIFICATION
    }

    private static Guard bulkhead(int limit, int waiting) {
        return Guard.create().withBulkhead().limit(limit).queueSize(waiting).done().build();
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    /**
     * Makes one call. A cancelled call is not sent, or is cut off.
     *
     * @param beforeCall the last check before the request is sent; its exception is the failure of the call
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

    /** The bulkhead does not see a cancellation: without this it would stay occupied until the response. */
    private static <T> Uni<T> orCancelled(CompletableFuture<Void> cancelled, Uni<T> call) {
        Uni<T> cancellation = Uni.createFrom().completionStage(cancelled)
                .flatMap(ignored -> Uni.createFrom().failure(new CancellationException(CANCELLED)));
        return cancelled.isDone() ? cancellation : Uni.combine().any().of(cancellation, call);
    }

    /** Directly before the request: a call in the queue is no probe. */
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

    /** Sends the request and records its outcome. */
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

    /** A time-out arrives on a timer's thread; the database session that follows needs the caller's context. */
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

    /** Logs a failure that needs an operator, at most once per interval. */
    private void alert(String operation, CarrierException failure) {
        long now = System.nanoTime();
        long last = lastAlert.get();
        if (failure.failure().needsOperator() && now - last > ALERT_INTERVAL.toNanos()
                && lastAlert.compareAndSet(last, now)) {
            Log.errorf("%s does not %s: %s, %s", carrier.name(), operation, failure.failure(), failure.getMessage());
        }
    }

    /** The status as this instance sees it. */
    Uni<AccountStatus> status() {
        return rateLimiter.untilNextPermit().onFailure().recoverWithNull()
                .map(next -> new AccountStatus(carrier.name(), carrier.isConfigured(), carrier.capabilities(), health(),
                        circuitBreaker.state(), circuitBreaker.untilProbe(), rateLimiter.perSecond(), retryBudget.calls(), next,
                        health.failures()));
    }

    /**
     * Whether a call would be sent now. An account that was unhealthy or refused becomes available again when a probe is due.
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
