package io.trunkline.simulator.twilio;

import java.util.Map;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberArea;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.inventory.NumberType;
import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/** Which numbers Twilio sells, and which address and bundle they require. The requirements are invented. */
final class PurchaseRules {

    private static final String NONE = "none";
    private static final String ANY = "any";
    private static final String LOCAL = "local";
    /** Separates an address and its country. */
    private static final String AT = "@";

    private final TwilioConfig config;
    private final NumberInventory inventory;

    PurchaseRules(TwilioConfig config, NumberInventory inventory) {
        this.config = config;
        this.inventory = inventory;
    }

    void checkForm(Parameters form) {
        check(form.isFilled("PhoneNumber") || form.isFilled("AreaCode"), 21421, "PhoneNumber or AreaCode is required");
        check(!form.isFilled("PhoneNumber") || inventory.isValid(form.text("PhoneNumber")), 21421,
                form.text("PhoneNumber") + " is not a valid phone number");
    }

    void checkPurchase(InventoryNumber number, Map<String, String> settings) {
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
                // no address is required
            }
        }
        check(!needsBundle(number.area()) || !bundle.isEmpty(), 21649, "Bundle required. Please provide a bundle SID.");
    }

    /** Twilio's {@code address_requirements}: {@code none}, {@code any}, or {@code local} for one in the number's country. */
    static String addressRequirements(NumberArea area) {
        if (!area.isRegulated()) {
            return NONE;
        }
        return area.type() == NumberType.MOBILE ? ANY : LOCAL;
    }

    /** No number requires a foreign address, so {@code ExcludeForeignAddressRequired} has no effect. */
    static boolean matches(NumberArea area, Parameters query) {
        String address = addressRequirements(area);
        return (!isTrue(query, "SmsEnabled") || area.sms()) && (!isTrue(query, "MmsEnabled") || area.mms())
                && !isTrue(query, "FaxEnabled")
                && (!isTrue(query, "ExcludeAllAddressRequired") || address.equals(NONE))
                && (!isTrue(query, "ExcludeLocalAddressRequired") || !address.equals(LOCAL));
    }

    /** True requires the capability; false is no filter. */
    private static boolean isTrue(Parameters query, String name) {
        return Boolean.TRUE.equals(query.flag(name));
    }

    private static boolean needsBundle(NumberArea area) {
        return area.isRegulated() && area.type() == NumberType.MOBILE;
    }

    private static void check(boolean valid, int code, String message) {
        if (!valid) {
            throw TwilioApiException.badRequest(code, message);
        }
    }
}
