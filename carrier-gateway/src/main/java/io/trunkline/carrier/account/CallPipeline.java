package io.trunkline.carrier.account;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
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

    private final Carrier carrier;
    private final Bulkheads bulkheads;
    private final RateLimiter rateLimiter;
    private final CarrierCircuitBreaker circuitBreaker;
    private final AccountBreaker accountBreaker;
    private final RetryBudget retryBudget;
    private final AccountHealth health = new AccountHealth();
    private final CallMetrics metrics;

    CallPipeline(Carrier carrier, CarrierCircuitBreaker circuitBreaker, RateLimiter rateLimiter, RetryBudget retryBudget,
            CallConfig config, MeterRegistry metrics) {
        this.carrier = carrier;
        this.bulkheads = new Bulkheads(carrier.name(), config);
        this.rateLimiter = rateLimiter;
        this.circuitBreaker = circuitBreaker;
        this.accountBreaker = new AccountBreaker(carrier.name(), config.accountProbeInterval(), System::nanoTime);
        this.retryBudget = retryBudget;
        this.metrics = new CallMetrics(carrier.name(), metrics);
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
        return metrics.time(operation, Uni.createFrom().deferred(() -> carrier.isConfigured()
                ? protect(purpose, beforeCall, request)
                : request.get()));
    }

    private <T> Uni<T> protect(CallPurpose purpose, Runnable beforeCall, Supplier<Uni<T>> request) {
        Executor caller = callersContext();
        circuitBreaker.checkPermission();
        checkAccount(purpose);
        return bulkheads.call(purpose, () -> rateLimiter.acquire().emitOn(caller)
                .map(acquired -> acquirePermission(purpose, beforeCall))
                .chain(permission -> permission.call(() -> send(purpose, request))))
                .emitOn(caller);
    }

    /** Directly before the request: a call in the queue is no probe. */
    private CarrierCircuitBreaker.Permission acquirePermission(CallPurpose purpose, Runnable beforeCall) {
        CarrierCircuitBreaker.Permission permission = circuitBreaker.acquirePermission();
        try {
            checkAccount(purpose);
            beforeCall.run();
            if (!purpose.ignoresAccountBreaker()) {
                accountBreaker.acquirePermission();
            }
            return permission;
        } catch (RuntimeException notSent) {
            permission.release();
            throw notSent;
        }
    }

    private void checkAccount(CallPurpose purpose) {
        if (!purpose.ignoresAccountBreaker()) {
            accountBreaker.checkPermission();
        }
    }

    private <T> Uni<T> send(CallPurpose purpose, Supplier<Uni<T>> request) {
        return request.get()
                .onItemOrFailure().invoke((item, failure) -> recordOutcome(purpose, failure))
                .onFailure(CallPipeline::requestsPause).call(failure -> rateLimiter
                        .pause(((CarrierException) failure).retryAfter().orElseThrow()).onFailure().recoverWithNull());
    }

    private void recordOutcome(CallPurpose purpose, Throwable failure) {
        if (!purpose.provesAccount()) {
            return;
        }
        if (failure instanceof CarrierException known) {
            health.recordFailure(known.failure());
            accountBreaker.onFailure(known);
        } else if (failure == null) {
            accountBreaker.onSuccess();
        }
    }

    private static boolean requestsPause(Throwable failure) {
        return failure instanceof CarrierException known && known.failure() == CarrierFailure.RATE_LIMITED
                && known.retryAfter().isPresent();
    }

    /** A time-out arrives on a timer's thread; the database session that follows needs the caller's context. */
    private static Executor callersContext() {
        Context caller = Vertx.currentContext();
        return caller == null ? Runnable::run : work -> caller.runOnContext(ignored -> work.run());
    }

    /** The status as this instance sees it. */
    Uni<AccountStatus> status() {
        return rateLimiter.untilNextPermit().onFailure().recoverWithNull()
                .map(next -> new AccountStatus(carrier.name(), carrier.isConfigured(), carrier.capabilities(), summary(),
                        circuitBreaker.state(), circuitBreaker.untilProbe(), rateLimiter.perSecond(), retryBudget.calls(), next,
                        health.failures()));
    }

    private AccountStatus.Health summary() {
        if (!carrier.isConfigured()) {
            return AccountStatus.Health.NOT_CONFIGURED;
        }
        if (accountBreaker.needsOperator()) {
            return AccountStatus.Health.REFUSED;
        }
        return circuitBreaker.isClosed() ? AccountStatus.Health.OK : AccountStatus.Health.UNHEALTHY;
    }

    /**
     * Whether an order should use the account now. One that was unhealthy or refused becomes available again when a probe is
     * due.
     */
    boolean isAvailable() {
        return carrier.isConfigured() && circuitBreaker.untilProbe().isZero() && accountBreaker.isAvailable();
    }
}
