package io.trunkline.carrier.pricing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

import io.trunkline.events.NumberType;

/**
 * One entry of the price book.
 *
 * @param carrier null: all
 * @param amount minor units, or basis points of a markup; not negative
 * @param isMarkup whether the amount is a markup over the cost
 * @param from the first instant at which it holds; {@link #ALWAYS} without one
 */
record PriceRule(String carrier, String country, NumberType type, long amount, boolean isMarkup, Instant from) {

    static final Instant ALWAYS = Instant.MIN;
    private static final Pattern PATTERN = Pattern
            .compile("(?:([a-z][a-z0-9-]*):)?([A-Z]{2}):(local|tollFree|mobile)=(?:(\\d{1,9})|\\+(\\d{1,7})bp)(?:@(.+))?");

    boolean hasBegun(Instant instant) {
        return !from.isAfter(instant);
    }

    /** Parses an entry of the configuration. */
    public static final class Parser implements Converter<PriceRule> {

        private static final long serialVersionUID = 1L;

        @Override
        public PriceRule convert(String entry) {
            Matcher parts = PATTERN.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not [carrier:]country:type=amount[@from]: '" + entry + "'");
            }
            boolean markup = parts.group(5) != null;
            return new PriceRule(parts.group(1), parts.group(2), NumberType.parse(parts.group(3)).orElseThrow(),
                    Long.parseLong(parts.group(markup ? 5 : 4)), markup, from(parts.group(6)));
        }

        private static Instant from(String text) {
            if (text == null) {
                return ALWAYS;
            }
            try {
                return text.contains("T") ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("Not a date or an instant in ISO 8601: '" + text + "'", e);
            }
        }
    }
}
