package io.trunkline.simulator.twilioapi;

import java.time.Instant;
import java.util.Map;

import io.trunkline.simulator.inventory.InventoryNumber;

/**
 * A number of an account.
 *
 * @param seq increases with every purchase
 * @param account its owner
 * @param friendlyName the customer's reference, or the formatted number
 * @param settings by the API's parameter name, such as {@code SmsUrl}; without defaults
 */
public record IncomingNumber(long seq, String account, String sid, InventoryNumber number, String friendlyName,
        Map<String, String> settings,
        Instant created, Instant updated) {

    public IncomingNumber {
        settings = Map.copyOf(settings);
    }

    /** The setting's value, empty if absent. */
    public String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    /** The setting's value, or the default if it is absent or empty. */
    public String setting(String name, String defaultValue) {
        return setting(name).isEmpty() ? defaultValue : setting(name);
    }

    public String e164() {
        return number.e164();
    }
}
