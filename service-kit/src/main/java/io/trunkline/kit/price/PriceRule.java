package io.trunkline.kit.price;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

import io.trunkline.events.NumberType;

/**
 * One line of the price book.
 *
 * @param carrier null: every one
 * @param amount minor units, or basis points of a markup; not negative
 * @param isMarkup whether the amount is one over cost
 * @param from the first instant at which it holds
 */
record PriceRule(String carrier, String country, NumberType type, long amount, boolean isMarkup, Instant from) {

    private static final Pattern LINE = Pattern
            .compile("(?:([a-z][a-z0-9-]*):)?([A-Z]{2}):(local|tollFree|mobile)=(?:(\\d{1,9})|\\+(\\d{1,7})bp)(?:@(.+))?");

    boolean holds(Instant at) {
        return !from.isAfter(at);
    }

    /** Reads one line of the configuration. */
    public static final class Parser implements Converter<PriceRule> {

        private static final long serialVersionUID = 1L;

        @Override
        public PriceRule convert(String line) {
            Matcher parts = LINE.matcher(line.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("No price: '" + line + "'; one is [carrier:]country:type=amount[@from]");
            }
            boolean markup = parts.group(5) != null;
            return new PriceRule(parts.group(1), parts.group(2), type(parts.group(3)),
                    Long.parseLong(parts.group(markup ? 5 : 4)), markup, from(parts.group(6)));
        }

        private static NumberType type(String name) {
            return switch (name) {
                case "tollFree" -> NumberType.TOLL_FREE;
                case "mobile" -> NumberType.MOBILE;
                default -> NumberType.LOCAL;
            };
        }

        private static Instant from(String text) {
            if (text == null) {
                return Instant.MIN;
            }
            try {
                return text.contains("T") ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("No date or instant in ISO 8601: '" + text + "'", e);
            }
        }
    }
}
