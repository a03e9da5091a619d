package io.trunkline.carrier.account;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.DeferredException;
import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** The way to every account of every carrier. */
@ApplicationScoped
public class AccountRegistry {

    private final Map<String, ProtectedCarrier> byName;

    AccountRegistry(List<Carrier> carriers, Guards guards) {
        this.byName = carriers.stream().map(guards::protect)
                .collect(Collectors.toMap(Carrier::name, Function.identity(), (one, other) -> one, TreeMap::new));
    }

    /**
     * Those that can be asked something, by name, so that a carrier's main account comes before its others; not to buy or to
     * send with, which a job does.
     */
    public List<Carrier> configured() {
        return byName.values().stream().filter(Carrier::isConfigured).map(Carrier.class::cast).toList();
    }

    /** Of all accounts, configured or not. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** Whether this instance has any hope in asking this carrier now. */
    public boolean isAvailable(String name) {
        return byName.containsKey(name) && byName.get(name).isAvailable();
    }

    /**
     * The carrier of a job, to do it with. Fails with {@code CARRIER_NOT_CONFIGURED} when there is no such carrier, and with
     * {@link DeferredException} when the job asked it before and there are too many repetitions.
     */
    public Uni<Carrier> forJob(Job job) {
        ProtectedCarrier carrier = byName.get(job.carrier());
        if (carrier == null) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                    "There is no carrier '" + job.carrier() + "'").beforeSending());
        }
        return Uni.createFrom().item(() -> carrier.forJob(job));
    }

    /** A carrier to ask outside of any job; empty when there is none of this name. */
    public Optional<Carrier> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Every carrier as this instance sees it, by name. */
    public Uni<List<AccountStatus>> statuses() {
        return Multi.createFrom().iterable(byName.values())
                .onItem().transformToUniAndConcatenate(ProtectedCarrier::status)
                .collect().asList();
    }
}
