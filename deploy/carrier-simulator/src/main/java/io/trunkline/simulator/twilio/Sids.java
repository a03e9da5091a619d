package io.trunkline.simulator.twilio;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Twilio's ids: two letters for the kind, then 32 lower-case hexadecimal digits. */
public final class Sids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Sids() {
    }

    public static String next(String kind) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return kind + HexFormat.of().formatHex(bytes);
    }

    /** The regular expression of all SIDs of a kind. */
    public static String form(String kind) {
        return kind + "[0-9a-fA-F]{32}";
    }
}
