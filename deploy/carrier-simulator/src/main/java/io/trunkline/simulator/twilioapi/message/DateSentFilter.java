package io.trunkline.simulator.twilioapi.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

import io.trunkline.simulator.twilioapi.Parameters;
import io.trunkline.simulator.twilioapi.TwilioApiException;

/**
 * The filters {@code DateSent=}, {@code DateSent>=} and {@code DateSent<=}, each a day in UTC or a time.
 *
 * @param from included
 * @param until excluded
 */
record DateSentFilter(Instant from, Instant until) {

    private static final DateSentFilter ALWAYS = new DateSentFilter(null, null);

    static DateSentFilter of(Parameters query) {
        if (query.isFilled("DateSent")) {
            return parse(query.text("DateSent"));
        }
        DateSentFilter earliest = query.isFilled("DateSent>") ? parse(query.text("DateSent>")) : ALWAYS;
        DateSentFilter latest = query.isFilled("DateSent<") ? parse(query.text("DateSent<")) : ALWAYS;
        return new DateSentFilter(earliest.from(), latest.until());
    }

    /** An unsent message matches only without a filter. */
    boolean includes(Instant sent) {
        if (from == null && until == null) {
            return true;
        }
        return sent != null && (from == null || !sent.isBefore(from)) && (until == null || sent.isBefore(until));
    }

    private static DateSentFilter parse(String text) {
        try {
            if (text.length() == "2026-11-20".length()) {
                LocalDate day = LocalDate.parse(text);
                return new DateSentFilter(start(day), start(day.plusDays(1)));
            }
            Instant moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
            return new DateSentFilter(moment, moment.plusSeconds(1));
        } catch (DateTimeParseException e) {
            throw TwilioApiException.badRequest(20001, "DateSent is a date or a date and time in ISO 8601");
        }
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
