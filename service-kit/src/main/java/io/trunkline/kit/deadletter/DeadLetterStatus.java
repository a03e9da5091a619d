package io.trunkline.kit.deadletter;

import java.util.Locale;

/** Whether and how a dead letter was resolved. */
enum DeadLetterStatus {

    OPEN,
    /** Its record was applied. */
    REPLAYED,
    /** An operator decided that its record is not applied. */
    DISCARDED;

    /** As in the API. */
    String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param publicName null gives null */
    static DeadLetterStatus of(String publicName) {
        return publicName == null ? null : valueOf(publicName.toUpperCase(Locale.ROOT));
    }
}
