package io.trunkline.simulator.signalwire.number;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;

/** The numbers of our SignalWire projects, which have to be kept for a while before they can be given back. */
@Singleton
public class SignalWireNumberStore extends IncomingNumberStore {

    /** Whose numbers SignalWire sells. */
    static final List<String> COUNTRIES = List.of("US", "CA");

    private final Duration releaseAge;

    SignalWireNumberStore(NumberInventory inventory, Ledger ledger, SignalWireConfig config) {
        super(new SalesTerms(SignalWire.NAME, config.projectId(), CarrierShare.SIGNALWIRE, config.releasedHold(), false),
                inventory, ledger);
        this.releaseAge = config.releaseAge();
    }

    @Override
    protected String newSid() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected void checkPurchase(InventoryNumber number, Map<String, String> settings) {
        if (!COUNTRIES.contains(number.country())) {
            throw notAvailable(number.e164());
        }
    }

    @Override
    protected void checkRelease(IncomingNumber number) {
        if (Instant.now().isBefore(number.created().plus(releaseAge))) {
            throw new TwilioApiException(422, 22121, "This number was purchased too recently to be released");
        }
    }
}
