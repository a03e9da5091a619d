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
 * Opens when too many of an account's calls end badly or slowly; then nothing is sent for a while, then a few probes. Only what
 * the carrier did counts: a refusal is an answer like any other, and what we did not send says nothing about it.
 */
final class CarrierCircuitBreaker {

    /** Whoever goes away before does so for a reason of his own; who waited for longer has waited for the carrier. */
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /** Probes that never ended would keep it half open for ever. */
    private static final int LONGEST_PROBES = 4;

    private final String carrier;
    private final CircuitBreaker circuit;
    private final Duration openFor;
    private final Duration slowCall;
    private final Counter refused;
    /** Nanoseconds. */
    private volatile long openUntil;

    CarrierCircuitBreaker(String carrier, CircuitBreakerSettings config, MeterRegistry metrics) {
        this.carrier = carrier;
        this.openFor = config.openFor();
        this.slowCall = config.slowCall();
        this.circuit = CircuitBreaker.of(carrier, CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, config.window().toSeconds()))
                .minimumNumberOfCalls(config.minimumCalls())
                .failureRateThreshold(config.errorShare())
                .slowCallRateThreshold(config.slowShare())
                .slowCallDurationThreshold(config.slowCall())
                .waitDurationInOpenState(openFor)
                .permittedNumberOfCallsInHalfOpenState(config.probes())
                .maxWaitDurationInHalfOpenState(openFor.plus(slowCall.multipliedBy(LONGEST_PROBES)))
                .recordException(failure -> !(failure instanceof CarrierException known) || known.failure().isCarrierFault())
                .build());
        circuit.getEventPublisher().onStateTransition(event -> moved(event.getStateTransition().getToState()));
        this.refused = Counter.builder("trunkline.carrier.breaker.refused").description("Calls not made to a sick carrier")
                .tag("carrier", carrier).register(metrics);
        Gauge.builder("trunkline.carrier.breaker.open", this, breaker -> breaker.isClosed() ? 0 : 1)
                .description("1 while a carrier is not called, or only probed").tag("carrier", carrier).register(metrics);
    }

    private void moved(State to) {
        if (to == State.OPEN) {
            openUntil = System.nanoTime() + openFor.toNanos();
            Log.warnf("%s fails or is slow: nothing is sent to it for %s", carrier, openFor);
        } else {
            Log.infof("The breaker of %s is %s", carrier, to);
        }
    }

    /** CLOSED, HALF_OPEN or OPEN. */
    String state() {
        return circuit.getState().name();
    }

    boolean isClosed() {
        return circuit.getState() == State.CLOSED;
    }

    /** How long nothing is sent; zero unless it is open. */
    Duration untilProbe() {
        long left = circuit.getState() == State.OPEN ? openUntil - System.nanoTime() : 0;
        return Duration.ofNanos(Math.max(0, left));
    }

    /**
     * Takes nothing.
     *
     * @throws CarrierException CARRIER_UNAVAILABLE while nothing is sent, with the time until it is worth asking again
     */
    void check() {
        if (!untilProbe().isZero()) {
            throw leftAlone();
        }
    }

    /**
     * To be used for one call at once, or given back: while it is probed there are few.
     *
     * @throws CarrierException CARRIER_UNAVAILABLE when there is none, with the time until it is worth asking again
     */
    Permission permission() {
        if (circuit.tryAcquirePermission()) {
            return new Permission();
        }
        throw leftAlone();
    }

    private CarrierException leftAlone() {
        refused.increment();
        Duration wait = circuit.getState() == State.OPEN ? untilProbe() : slowCall;
        return new CarrierException(CarrierFailure.CARRIER_UNAVAILABLE,
                "Too many calls to the carrier '" + carrier + "' failed or were slow: it is left alone for a while", wait)
                .unsent();
    }

    /** For one call. */
    final class Permission {

        private final AtomicBoolean settled = new AtomicBoolean();

        /** The call, its time and its outcome counted. */
        <T> Uni<T> use(Supplier<Uni<T>> call) {
            return Uni.createFrom().deferred(() -> {
                long started = System.nanoTime();
                return Uni.createFrom().deferred(() -> call.get())
                        .onItemOrFailure().invoke((item, failure) -> settle(() -> count(started, failure)))
                        .onCancellation().invoke(() -> settle(() -> givenUp(started)));
            });
        }

        /** Nobody knows when it would have ended: it was slow. */
        private void givenUp(long started) {
            long took = System.nanoTime() - started;
            if (took < PATIENCE.toNanos()) {
                circuit.releasePermission();
            } else {
                circuit.onSuccess(Math.max(took, slowCall.toNanos() + 1), TimeUnit.NANOSECONDS);
            }
        }

        /** Unless it was used. */
        void giveBack() {
            settle(circuit::releasePermission);
        }

        private void count(long started, Throwable failure) {
            long took = System.nanoTime() - started;
            if (failure instanceof CarrierException known && known.failure().isNeverSent()) {
                circuit.releasePermission();
            } else if (failure == null) {
                circuit.onSuccess(took, TimeUnit.NANOSECONDS);
            } else {
                circuit.onError(took, TimeUnit.NANOSECONDS, failure);
            }
        }

        private void settle(Runnable how) {
            if (settled.compareAndSet(false, true)) {
                how.run();
            }
        }
    }
}
