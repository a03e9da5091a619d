package io.trunkline.simulator.twilioapi.number;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.TwilioApi;

/** The numbers of each carrier. */
@Singleton
public class IncomingNumberStores {

    private final Map<String, IncomingNumberStore> byCarrier;

    IncomingNumberStores(TwilioApi api, NumberInventory inventory, Ledger ledger) {
        this.byCarrier = api.carriers().stream().collect(Collectors.toMap(CarrierProfile::name,
                carrier -> new IncomingNumberStore(carrier, inventory, ledger)));
    }

    public IncomingNumberStore of(CarrierProfile carrier) {
        return byCarrier.get(carrier.name());
    }
}
