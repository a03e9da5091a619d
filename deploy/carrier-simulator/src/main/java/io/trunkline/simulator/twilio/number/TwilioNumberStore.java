package io.trunkline.simulator.twilio.number;

import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilio.Sids;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilio.TwilioConfig;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumber;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;

/** The numbers on our Twilio accounts. A number we released can be bought back. */
@Singleton
public class TwilioNumberStore extends IncomingNumberStore {

    static final String NONE = "none";
    static final String ANY = "any";
    static final String LOCAL = "local";
    /** Between an address and its country. */
    private static final String AT = "@";

    private final TwilioConfig config;

    TwilioNumberStore(NumberInventory inventory, Ledger ledger, TwilioConfig config) {
        super(new SalesTerms(Twilio.NAME, config.accountSid(), CarrierShare.TWILIO, config.releasedHold(), true), inventory,
                ledger);
        this.config = config;
    }

    /** Buys the next number for sale in an area code. */
    synchronized IncomingNumber buyByAreaCode(String account, String areaCode, NumberType type, String friendlyName,
            Map<String, String> settings) {
        List<NumberArea> areas = List.of("US", "CA").stream().flatMap(country -> inventory.areas(country, type).stream())
                .filter(area -> area.prefix().equals(areaCode)).limit(1).toList();
        if (areas.isEmpty()) {
            throw TwilioApiException.badRequest(21451, "Invalid area code: " + areaCode);
        }
        InventoryNumber number = inventory.numbers(areas.get(0), CarrierShare.TWILIO, this::isForSale, 1).stream().findFirst()
                .orElseThrow(
                        () -> TwilioApiException.badRequest(21452, "No phone numbers found in area code " + areaCode));
        return buy(account, number, friendlyName, settings);
    }

    @Override
    protected String newSid() {
        return Sids.next("PN");
    }

    @Override
    protected void checkPurchase(InventoryNumber number, Map<String, String> settings) {
        String address = settings.getOrDefault("AddressSid", "");
        String bundle = settings.getOrDefault("BundleSid", "");
        check(address.isEmpty() || config.addresses().stream().anyMatch(known -> known.startsWith(address + AT)), 21628,
                "The address is not known.");
        check(bundle.isEmpty() || config.bundles().contains(bundle), 21651, "The bundle is not known.");
        switch (addressRequirements(number.area())) {
            case ANY -> check(!address.isEmpty(), 21631,
                    "Phone Number Requires an Address but the 'AddressSid' parameter was empty.");
            case LOCAL -> check(config.addresses().contains(address + AT + number.country()), 21615,
                    "Phone Number Requires a Local Address.");
            default -> {
                // none is needed
            }
        }
        check(!needsBundle(number.area()) || !bundle.isEmpty(), 21649, "Bundle required. Please provide a bundle SID.");
    }

    private static void check(boolean valid, int code, String message) {
        if (!valid) {
            throw TwilioApiException.badRequest(code, message);
        }
    }

    /**
     * What Twilio calls {@code address_requirements}: {@code any} address, or one in the number's country ({@code local}).
     * Which numbers need which is made up, so that there are some of each.
     */
    static String addressRequirements(NumberArea area) {
        return !area.isRegulated() ? NONE : area.type() == NumberType.MOBILE ? ANY : LOCAL;
    }

    private static boolean needsBundle(NumberArea area) {
        return area.isRegulated() && area.type() == NumberType.MOBILE;
    }
}
