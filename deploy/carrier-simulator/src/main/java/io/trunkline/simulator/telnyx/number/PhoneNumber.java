package io.trunkline.simulator.telnyx.number;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.trunkline.simulator.inventory.InventoryNumber;

/**
 * A number on one of our accounts.
 *
 * @param seq grows with every purchase
 * @param account that ordered it
 * @param id decimal text, and not the id that the number has within its order
 * @param reference the customer's, null when there is none
 * @param settings by Telnyx's member name, such as {@code messaging_profile_id}; what was never set is absent
 */
public record PhoneNumber(long seq, String account, String id, InventoryNumber number, String reference,
        Map<String, Object> settings,
        Instant purchased, Instant updated) {

    public PhoneNumber {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public String e164() {
        return number.e164();
    }

    /** Id of the profile by which it sends and receives texts, null when it has none. */
    public String messagingProfileId() {
        return text("messaging_profile_id");
    }

    /** The setting, null when it was never set or was emptied. */
    String text(String member) {
        return settings.get(member) instanceof String text && !text.isEmpty() ? text : null;
    }

    boolean isTrue(String member) {
        return Boolean.TRUE.equals(settings.get(member));
    }

    List<?> tags() {
        return settings.get("tags") instanceof List<?> tags ? tags : List.of();
    }

    /** What was set by the voice settings, by member name. */
    @SuppressWarnings("unchecked")
    Map<String, Object> voice() {
        return settings.get("voice") instanceof Map<?, ?> voice ? (Map<String, Object>) voice : Map.of();
    }

    /** {@code local}, {@code toll_free} or {@code mobile}. */
    String type() {
        return number.area().type().name().toLowerCase(Locale.ROOT);
    }
}
