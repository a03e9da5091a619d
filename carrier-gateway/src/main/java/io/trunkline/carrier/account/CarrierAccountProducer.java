package io.trunkline.carrier.account;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierAccounts;

/** Produces every account of every carrier. */
@Singleton
class CarrierAccountProducer {

    /** @throws IllegalStateException when two accounts have the same name: the service does not start */
    @Produces
    @Singleton
    static List<Carrier> of(@All List<CarrierAccounts> carriers) {
        List<Carrier> all = carriers.stream().flatMap(carrier -> carrier.all().stream()).toList();
        List<String> names = all.stream().map(Carrier::name).toList();
        names.stream().filter(name -> names.indexOf(name) != names.lastIndexOf(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException("Two carrier accounts have the name '" + name + "'");
        });
        return all;
    }
}
