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
 * @param seq increases with every purchase
 * @param account its owner
 * @param id decimal text; differs from the id within the order
 * @param reference the customer's reference, null for none
 * @param settings by Telnyx's member name, such as {@code messaging_profile_id}, without defaults
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

    /** Id of its messaging profile, null for none. */
    public String messagingProfileId() {
        return text("messaging_profile_id");
    }

    /** The setting, null if absent or empty. */
    String text(String member) {
        return settings.get(member) instanceof String text && !text.isEmpty() ? text : null;
    }

    boolean isTrue(String member) {
        return Boolean.TRUE.equals(settings.get(member));
    }

    List<?> tags() {
        return settings.get("tags") instanceof List<?> tags ? tags : List.of();
    }

    /** The voice settings, by member name. */
    @SuppressWarnings("unchecked")
    Map<String, Object> voice() {
        return settings.get("voice") instanceof Map<?, ?> voice ? (Map<String, Object>) voice : Map.of();
    }

    /** {@code local}, {@code toll_free} or {@code mobile}. */
    String type() {
        return number.area().type().name().toLowerCase(Locale.ROOT);
    }
}
