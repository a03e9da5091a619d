package io.trunkline.carrier.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** The way to every carrier. */
@ApplicationScoped
public class Carriers {

    private final Map<String, Carrier> byName;

    Carriers(@All List<Carrier> carriers, CallConfig config, MeterRegistry metrics) {
        this.byName = carriers.stream().map(carrier -> new GuardedCarrier(carrier, config, metrics))
                .collect(Collectors.toUnmodifiableMap(Carrier::name, Function.identity()));
    }

    /** Fails with {@code CARRIER_NOT_CONFIGURED} when there is no such carrier. */
    public Uni<Carrier> named(String name) {
        Carrier carrier = byName.get(name);
        return carrier != null ? Uni.createFrom().item(carrier)
                : Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                        "There is no carrier '" + name + "'"));
    }
}
