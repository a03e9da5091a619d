package io.trunkline.carrier.account;

import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.quarkus.arc.All;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierAccounts;

/** Every account of every carrier. */
@Singleton
class CarrierAccountProducer {

    /** @throws IllegalStateException when two have the same name: then the service does not start */
    @Produces
    @Singleton
    static List<Carrier> of(@All List<CarrierAccounts> carriers) {
        List<Carrier> all = carriers.stream().flatMap(carrier -> carrier.all().stream()).toList();
        List<String> names = all.stream().map(Carrier::name).toList();
        names.stream().filter(name -> names.indexOf(name) != names.lastIndexOf(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException("Two carrier accounts are called '" + name + "'");
        });
        return all;
    }
}
