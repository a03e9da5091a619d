package io.trunkline.simulator.telnyx;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Dates of messages and events, such as {@code 2026-11-16T10:20:00.000+00:00}. */
public final class TelnyxDates {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx")
            .withZone(ZoneOffset.UTC);

    private TelnyxDates() {
    }

    /** Null stays null. */
    public static String format(Instant instant) {
        return instant == null ? null : MILLIS.format(instant);
    }
}
