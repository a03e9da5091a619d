package io.trunkline.simulator.twilioapi.number;

import java.time.Instant;
import java.util.Map;

import io.trunkline.simulator.inventory.InventoryNumber;

/**
 * A number on one of our accounts.
 *
 * @param seq grows with every purchase
 * @param account that bought it
 * @param friendlyName the customer's reference, or the formatted number
 * @param settings by the API's parameter name, such as {@code SmsUrl}; what was never set is absent
 */
public record IncomingNumber(long seq, String account, String sid, InventoryNumber number, String friendlyName,
        Map<String, String> settings,
        Instant created, Instant updated) {

    public IncomingNumber {
        settings = Map.copyOf(settings);
    }

    /** The setting's value, empty when it was never set. */
    public String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    public String e164() {
        return number.e164();
    }
}
