package io.trunkline.carrier.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** The way to every carrier. */
@ApplicationScoped
public class Carriers {

    private final Map<String, GuardedCarrier> byName;

    Carriers(@All List<Carrier> carriers, CallConfig config, MeterRegistry metrics) {
        this.byName = carriers.stream().map(carrier -> new GuardedCarrier(carrier, config, metrics))
                .collect(Collectors.toUnmodifiableMap(Carrier::name, Function.identity()));
    }

    /** Those that can be asked something, by name; not to buy or to send with, which a job does. */
    public Map<String, Carrier> configured() {
        return byName.values().stream().filter(Carrier::isConfigured)
                .collect(Collectors.toMap(Carrier::name, Function.identity()));
    }

    /** Whether there is any use in asking this carrier: it is configured. */
    public boolean isHealthy(String name) {
        return byName.containsKey(name) && byName.get(name).isConfigured();
    }

    /** The carrier of a job, to do it with. Fails with {@code CARRIER_NOT_CONFIGURED} when there is no such carrier. */
    public Uni<Carrier> of(Job job) {
        GuardedCarrier carrier = byName.get(job.carrier());
        return carrier != null ? Uni.createFrom().item(carrier.heldBy(job))
                : Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                        "There is no carrier '" + job.carrier() + "'"));
    }
}
