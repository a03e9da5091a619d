package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * Circuit breaker of one account and instance. It opens when too many calls fail or are slow; then no call is sent for a
 * while, then a few probes. Only the carrier's faults count: a refusal is a response like any other, and a call that was not
 * sent proves nothing.
 */
final class CarrierCircuitBreaker {

    /** A call cancelled before this had another reason; one cancelled later had waited for the carrier. */
    private static final Duration SHORTEST_SLOW_CANCELLATION = Duration.ofMillis(500);
    /** Probes that never ended would keep it half open for ever. */
    private static final int MAX_SLOW_PROBES = 4;

    private final String carrier;
    private final CircuitBreaker circuit;
    private final Duration openDuration;
    private final Duration slowCall;
    private final Counter notPermitted;
    /** Nanoseconds. */
    private volatile long openUntil;

    CarrierCircuitBreaker(String carrier, CarrierCircuitBreakerConfig config, MeterRegistry metrics) {
        this.carrier = carrier;
        this.openDuration = config.openDuration();
        this.slowCall = config.slowCallDurationThreshold();
        this.circuit = CircuitBreaker.of(carrier, CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, config.slidingWindow().toSeconds()))
                .minimumNumberOfCalls(config.minimumCalls())
                .failureRateThreshold(config.failureRateThreshold())
                .slowCallRateThreshold(config.slowCallRateThreshold())
                .slowCallDurationThreshold(config.slowCallDurationThreshold())
                .waitDurationInOpenState(openDuration)
                .permittedNumberOfCallsInHalfOpenState(config.halfOpenCalls())
                .maxWaitDurationInHalfOpenState(openDuration.plus(slowCall.multipliedBy(MAX_SLOW_PROBES)))
                .recordException(failure -> !(failure instanceof CarrierException known) || known.failure().isCarrierFault())
                .build());
        circuit.getEventPublisher().onStateTransition(event -> logTransition(event.getStateTransition().getToState()));
        this.notPermitted = Counter.builder("trunkline.carrier.breaker.not_permitted")
                .description("Calls rejected by the circuit breaker")
                .tag("carrier", carrier).register(metrics);
        Gauge.builder("trunkline.carrier.breaker.open", this, breaker -> breaker.isClosed() ? 0 : 1)
                .description("1 while the circuit breaker is open or half open").tag("carrier", carrier).register(metrics);
    }

    private void logTransition(State to) {
        if (to == State.OPEN) {
            openUntil = System.nanoTime() + openDuration.toNanos();
            Log.warnf("The circuit breaker of %s is OPEN: calls fail or are slow. No call is sent for %s", carrier,
                    openDuration);
        } else {
            Log.infof("The circuit breaker of %s is %s", carrier, to);
        }
    }

    /** CLOSED, HALF_OPEN or OPEN. */
    String state() {
        return circuit.getState().name();
    }

    boolean isClosed() {
        return circuit.getState() == State.CLOSED;
    }

    /** Time until the first probe; zero unless it is open. */
    Duration untilProbe() {
        long remaining = circuit.getState() == State.OPEN ? openUntil - System.nanoTime() : 0;
        return Duration.ofNanos(Math.max(0, remaining));
    }

    /**
     * Checks without taking a permission.
     *
     * @throws CarrierException CARRIER_UNAVAILABLE while no call is permitted, with the time until the first probe
     */
    void checkPermission() {
        if (!untilProbe().isZero()) {
            throw notPermittedException();
        }
    }

    /**
     * Takes a permission, for one call at once, or to be released. In the half-open state there are few.
     *
     * @throws CarrierException CARRIER_UNAVAILABLE when no call is permitted, with the time to wait
     */
    Permission acquirePermission() {
        if (circuit.tryAcquirePermission()) {
            return new Permission();
        }
        throw notPermittedException();
    }

    private CarrierException notPermittedException() {
        notPermitted.increment();
        Duration retryAfter = circuit.getState() == State.OPEN ? untilProbe() : slowCall;
        return new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                "Too many calls to the carrier '" + carrier + "' failed or were slow: its circuit breaker is open", retryAfter)
                .unsent();
    }

    /** Permission for one call. */
    final class Permission {

        private final AtomicBoolean used = new AtomicBoolean();

        /** Makes the call and records its duration and outcome. */
        <T> Uni<T> call(Supplier<Uni<T>> request) {
            return Uni.createFrom().deferred(() -> {
                long started = System.nanoTime();
                return Uni.createFrom().deferred(() -> request.get())
                        .onItemOrFailure().invoke((item, failure) -> once(() -> recordOutcome(started, failure)))
                        .onCancellation().invoke(() -> once(() -> recordCancellation(started)));
            });
        }

        /** How long the call would have taken is unknown: it counts as slow. */
        private void recordCancellation(long started) {
            long took = System.nanoTime() - started;
            if (took < SHORTEST_SLOW_CANCELLATION.toNanos()) {
                circuit.releasePermission();
            } else {
                circuit.onSuccess(Math.max(took, slowCall.toNanos() + 1), TimeUnit.NANOSECONDS);
            }
        }

        /** Gives the permission back unless it was used. */
        void release() {
            once(circuit::releasePermission);
        }

        private void recordOutcome(long started, Throwable failure) {
            long took = System.nanoTime() - started;
            if (failure instanceof CarrierException known && known.failure().isAdapterRefusal()) {
                circuit.releasePermission();
            } else if (failure == null) {
                circuit.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                circuit.onError(took, TimeUnit.NANOSECONDS, failure);
            }
        }

        private void once(Runnable action) {
            if (used.compareAndSet(false, true)) {
                action.run();
            }
        }
    }
}
