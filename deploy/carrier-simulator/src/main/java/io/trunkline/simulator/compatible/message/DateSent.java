package io.trunkline.simulator.compatible.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

import io.trunkline.simulator.compatible.Parameters;
import io.trunkline.simulator.compatible.Refusal;

/**
 * The filters {@code DateSent=}, {@code DateSent>=} and {@code DateSent<=}, each a day in UTC or a moment.
 *
 * @param from included
 * @param until excluded
 */
record DateSent(Instant from, Instant until) {

    private static final DateSent ALWAYS = new DateSent(null, null);

    static DateSent of(Parameters query) {
        if (query.isFilled("DateSent")) {
            return parse(query.text("DateSent"));
        }
        DateSent earliest = query.isFilled("DateSent>") ? parse(query.text("DateSent>")) : ALWAYS;
        DateSent latest = query.isFilled("DateSent<") ? parse(query.text("DateSent<")) : ALWAYS;
        return new DateSent(earliest.from(), latest.until());
    }

    /** A message that is not sent yet passes only when nothing is asked. */
    boolean includes(Instant sent) {
        if (from == null && until == null) {
            return true;
        }
        return sent != null && (from == null || !sent.isBefore(from)) && (until == null || sent.isBefore(until));
    }

    private static DateSent parse(String text) {
        try {
            if (text.length() == "2026-11-20".length()) {
                LocalDate day = LocalDate.parse(text);
                return new DateSent(start(day), start(day.plusDays(1)));
            }
            Instant moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
            return new DateSent(moment, moment.plusSeconds(1));
        } catch (DateTimeParseException e) {
            throw Refusal.badRequest(20001, "DateSent is a date or a date and time in ISO 8601");
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
