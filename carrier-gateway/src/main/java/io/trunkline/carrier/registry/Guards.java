package io.trunkline.carrier.registry;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.carrier.spi.Carrier;
import io.vertx.mutiny.sqlclient.Pool;

/** Puts a guard before a carrier, as configured. */
@ApplicationScoped
class Guards {

    private final Pool pool;
    private final CallConfig calls;
    private final BreakerConfig breaker;
    private final RetryConfig retries;
    private final MeterRegistry metrics;

    Guards(Pool pool, CallConfig calls, BreakerConfig breaker, RetryConfig retries, MeterRegistry metrics) {
        this.pool = pool;
        this.calls = calls;
        this.breaker = breaker;
        this.retries = retries;
        this.metrics = metrics;
    }

    GuardedCarrier before(Carrier carrier) {
        String name = carrier.name();
        return new GuardedCarrier(carrier, new CarrierGuard(carrier, new Breaker(name, breaker, metrics),
                new RateLimit(name, pool, calls, metrics), new RetryBudget(name, retries, System::nanoTime, metrics), calls,
                metrics));
    }
}
