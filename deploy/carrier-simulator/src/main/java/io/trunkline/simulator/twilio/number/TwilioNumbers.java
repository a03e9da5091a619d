package io.trunkline.simulator.twilio.number;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.compatible.Refusal;
import io.trunkline.simulator.compatible.number.IncomingNumber;
import io.trunkline.simulator.compatible.number.IncomingNumbers;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.stock.Area;
import io.trunkline.simulator.stock.NumberType;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilio.TwilioConfig;

/** The numbers on our Twilio accounts. A number we released can be bought back. */
@Singleton
public class TwilioNumbers extends IncomingNumbers {

    TwilioNumbers(Stock stock, Ledger ledger, TwilioConfig config) {
        super(new Terms(Twilio.NAME, config.accountSid(), Share.TWILIO, config.releasedHold(), true), stock, ledger);
    }

    /** Buys the next number for sale in an area code. */
    synchronized IncomingNumber buyIn(String account, String areaCode, NumberType type, String friendlyName,
            Map<String, String> settings) {
        List<Area> areas = List.of("US", "CA").stream().flatMap(country -> stock.areas(country, type).stream())
                .filter(area -> area.prefix().equals(areaCode)).limit(1).toList();
        if (areas.isEmpty()) {
            throw Refusal.badRequest(21451, "Invalid area code: " + areaCode);
        }
        StockNumber number = stock.numbers(areas.get(0), Share.TWILIO, this::isForSale, 1).stream().findFirst().orElseThrow(
                () -> Refusal.badRequest(21452, "No phone numbers found in area code " + areaCode));
        return buy(account, number, friendlyName, settings);
    }

    @Override
    protected String newSid() {
        return Sids.next("PN");
    }

    @Override
    protected void checkPurchase(StockNumber number, Map<String, String> settings) {
        if (!number.area().isRegulated()) {
            return;
        }
        if (settings.getOrDefault("AddressSid", "").isEmpty()) {
            throw Refusal.badRequest(21631, "Phone Number Requires an Address but the 'AddressSid' parameter was empty.");
        }
        if (settings.getOrDefault("BundleSid", "").isEmpty()) {
            throw Refusal.badRequest(21649, "Bundle required. Please provide a bundle SID.");
        }
    }

    /** What Twilio calls {@code address_requirements}. */
    static String addressRequirements(Area area) {
        return area.isRegulated() ? "any" : "none";
    }
}
