package io.trunkline.carrier.account;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.carrier.spi.Carrier;
import io.vertx.mutiny.sqlclient.Pool;

/** Builds the protection of an account, as configured. */
@ApplicationScoped
class Guards {

    private final Pool pool;
    private final CallConfig calls;
    private final CarrierCircuitBreakerConfig circuitBreaker;
    private final RetryBudgetConfig retries;
    private final MeterRegistry metrics;

    Guards(Pool pool, CallConfig calls, CarrierCircuitBreakerConfig circuitBreaker, RetryBudgetConfig retries,
            MeterRegistry metrics) {
        this.pool = pool;
        this.calls = calls;
        this.circuitBreaker = circuitBreaker;
        this.retries = retries;
        this.metrics = metrics;
    }

    ProtectedCarrier protect(Carrier carrier) {
        String name = carrier.name();
        return new ProtectedCarrier(carrier, new CallPipeline(carrier, new CarrierCircuitBreaker(name, circuitBreaker, metrics),
                new RateLimiter(name, pool, calls, metrics), new RetryBudget(name, retries, System::nanoTime, metrics), calls,
                metrics));
    }
}
