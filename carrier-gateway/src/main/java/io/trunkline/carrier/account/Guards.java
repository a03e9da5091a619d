package io.trunkline.carrier.account;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.carrier.spi.Carrier;
import io.vertx.mutiny.sqlclient.Pool;

/** Puts a guard before a carrier, as configured. */
@ApplicationScoped
class Guards {

    private final Pool pool;
    private final CallConfig calls;
    private final CircuitBreakerSettings breaker;
    private final RetryConfig retries;
    private final MeterRegistry metrics;

    Guards(Pool pool, CallConfig calls, CircuitBreakerSettings breaker, RetryConfig retries, MeterRegistry metrics) {
        this.pool = pool;
        this.calls = calls;
        this.breaker = breaker;
        this.retries = retries;
        this.metrics = metrics;
    }

    ProtectedCarrier before(Carrier carrier) {
        String name = carrier.name();
        return new ProtectedCarrier(carrier, new CallPipeline(carrier, new CarrierCircuitBreaker(name, breaker, metrics),
                new RateLimiter(name, pool, calls, metrics), new RetryBudget(name, retries, System::nanoTime, metrics), calls,
                metrics));
    }
}
