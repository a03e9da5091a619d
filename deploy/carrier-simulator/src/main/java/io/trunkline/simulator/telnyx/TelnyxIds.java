package io.trunkline.simulator.telnyx;

import java.security.SecureRandom;
import java.util.UUID;

/** Telnyx's ids: UUIDs, and for numbers and connections long decimal texts. */
public final class TelnyxIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private TelnyxIds() {
    }

    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    public static boolean isUuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    /** Nineteen digits, as at Telnyx: more than a JavaScript number can hold. */
    public static String decimal() {
        return String.valueOf(RANDOM.nextLong(1_000_000_000_000_000_000L, 3_000_000_000_000_000_000L));
    }
}
