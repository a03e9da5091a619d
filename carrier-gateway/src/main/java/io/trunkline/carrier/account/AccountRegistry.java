package io.trunkline.carrier.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.DeferredException;
import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.vertx.mutiny.sqlclient.Pool;

/** Every carrier account behind its protection. */
@ApplicationScoped
public class AccountRegistry {

    private final Map<String, ProtectedCarrier> byName;

    AccountRegistry(List<Carrier> carriers, Pool pool, CallConfig calls, CarrierCircuitBreakerConfig circuitBreaker,
            RetryBudgetConfig retryBudget, MeterRegistry metrics) {
        this.byName = carriers.stream().map(carrier -> new ProtectedCarrier(carrier, new CallPipeline(carrier,
                new CarrierCircuitBreaker(carrier.name(), circuitBreaker, metrics),
                new RateLimiter(carrier.name(), pool, calls, metrics),
                new RetryBudget(carrier.name(), retryBudget, System::nanoTime, metrics), calls, metrics)))
                .collect(Collectors.toMap(Carrier::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    /**
     * The configured accounts by name, so that the main account of a carrier comes before the others. They are for queries: a
     * purchase or a message needs {@link #forJob}.
     */
    public List<Carrier> configured() {
        return byName.values().stream().filter(Carrier::isConfigured).map(Carrier.class::cast).toList();
    }

    /** The names of all accounts, configured or not. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Whether orders may use the account now: it is configured, no breaker is open, and it was not refused lately. */
    public boolean isAvailable(String name) {
        return byName.containsKey(name) && byName.get(name).isAvailable();
    }

    /**
     * The account of a job, for the calls of this job. Fails with {@code CARRIER_NOT_CONFIGURED} when there is no such
     * account, and with {@link DeferredException} when the job is a retry and the retry budget is used up.
     */
    public Uni<Carrier> forJob(Job job) {
        ProtectedCarrier carrier = byName.get(job.carrier());
        if (carrier == null) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                    "There is no carrier '" + job.carrier() + "'").unsent());
        }
        return Uni.createFrom().item(() -> carrier.forJob(job));
    }

    /** An account for calls outside a job; empty when there is none of this name. */
    public Optional<Carrier> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The status of every account as this instance sees it, by name. */
    public Uni<List<AccountStatus>> statuses() {
        return Multi.createFrom().iterable(byName.values())
                .onItem().transformToUniAndConcatenate(ProtectedCarrier::status)
                .collect().asList();
    }
}
