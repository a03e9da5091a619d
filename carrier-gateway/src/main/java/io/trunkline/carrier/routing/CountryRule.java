package io.trunkline.carrier.routing;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

import io.trunkline.events.NumberType;

/**
 * A country, or one type of its numbers, at one carrier.
 *
 * @param carrier or one of its accounts
 * @param type null: all
 */
record CountryRule(String carrier, String country, NumberType type) {

    private static final Pattern PATTERN = Pattern.compile("([a-z][a-z0-9-]*):([A-Z]{2})(?::(local|tollFree|mobile))?");

    boolean matches(String wantedCountry, NumberType wantedType) {
        return country.equals(wantedCountry) && (type == null || type == wantedType);
    }

    /** Parses an entry of the configuration. */
    public static final class Parser implements Converter<CountryRule> {

        private static final long serialVersionUID = 1L;

        @Override
        public CountryRule convert(String entry) {
            Matcher parts = PATTERN.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not carrier:country[:type]: '" + entry + "'");
            }
            return new CountryRule(parts.group(1), parts.group(2), NumberType.parse(parts.group(3)).orElse(null));
        }
    }
}
