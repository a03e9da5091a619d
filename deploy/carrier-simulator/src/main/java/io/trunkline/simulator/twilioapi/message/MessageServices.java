package io.trunkline.simulator.twilioapi.message;

import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inbound.Handset;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.text.OptOutRegistry;
import io.trunkline.simulator.twilioapi.CarrierProfile;
import io.trunkline.simulator.twilioapi.TwilioApi;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStores;
import io.trunkline.simulator.web.WebhookClient;

/** The texts of each carrier. */
@Singleton
public class MessageServices {

    private final Map<String, MessageService> byCarrier;

    MessageServices(TwilioApi api, IncomingNumberStores numbers, NumberInventory inventory, OptOutRegistry optOuts,
            Ledger ledger, WebhookClient client) {
        this.byCarrier = api.carriers().stream().collect(Collectors.toMap(CarrierProfile::name,
                carrier -> new MessageService(carrier, numbers.of(carrier), inventory, optOuts, ledger, client)));
    }

    MessageService of(CarrierProfile carrier) {
        return byCarrier.get(carrier.name());
    }

    /** The phone that sends texts to the carrier's numbers. */
    public Handset handset(String carrier) {
        return byCarrier.get(carrier).handset();
    }
}
