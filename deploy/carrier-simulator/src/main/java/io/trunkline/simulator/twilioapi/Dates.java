package io.trunkline.simulator.twilioapi;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates of the 2010-04-01 API: RFC 2822 in UTC, such as {@code Thu, 30 Jul 2015 23:19:04 +0000}. */
public final class Dates {

    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Dates() {
    }

    /** Null stays null. */
    public static String format(Instant instant) {
        return instant == null ? null : RFC_2822.format(instant);
    }
}
