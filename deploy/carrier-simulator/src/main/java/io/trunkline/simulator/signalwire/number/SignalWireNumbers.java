package io.trunkline.simulator.signalwire.number;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.Refusal;
import io.trunkline.simulator.compatible.number.IncomingNumber;
import io.trunkline.simulator.compatible.number.IncomingNumbers;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;

/** The numbers of our SignalWire projects, which have to be kept for a while before they can be given back. */
@Singleton
public class SignalWireNumbers extends IncomingNumbers {

    /** Whose numbers SignalWire sells. */
    static final List<String> COUNTRIES = List.of("US", "CA");

    private final Duration releaseAge;

    SignalWireNumbers(Stock stock, Ledger ledger, SignalWireConfig config) {
        super(new Terms(SignalWire.NAME, config.projectId(), Share.SIGNALWIRE, config.releasedHold(), false), stock, ledger);
        this.releaseAge = config.releaseAge();
    }

    @Override
    protected String newSid() {
        return UUID.randomUUID().toString();
    }

    @Override
    protected void checkPurchase(StockNumber number, Map<String, String> settings) {
        if (!COUNTRIES.contains(number.country())) {
            throw notAvailable(number.e164());
        }
    }

    @Override
    protected void checkRelease(IncomingNumber number) {
        if (Instant.now().isBefore(number.created().plus(releaseAge))) {
            throw new Refusal(422, 22121, "This number was purchased too recently to be released");
        }
    }
}
