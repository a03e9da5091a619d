package io.trunkline.carrier.adapter.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;

import io.trunkline.events.NumberType;

/**
 * An account's documents for the regulator of one country, or for one number type there. An entry of the configuration is
 * {@code country=id} or {@code country:type=id}, with several ids joined by {@code +}, such as {@code GB:mobile=AD…+BU…}. The
 * country is ISO 3166-1 alpha-2, the type {@code local}, {@code tollFree} or {@code mobile}.
 *
 * @param type null for all types
 * @param ids the carrier's ids, at least one
 */
public record RegulatoryDocuments(String country, NumberType type, List<String> ids) {

    private static final Pattern ENTRY = Pattern.compile("([A-Z]{2})(?::(\\w+))?=([^+\\s]+(?:\\+[^+\\s]+)*)");

    /** The documents for a country and type; an entry for the type takes precedence over one for the country. */
    public static Optional<RegulatoryDocuments> find(List<RegulatoryDocuments> all, String country, NumberType type) {
        return all.stream().filter(entry -> entry.country.equals(country) && (entry.type == null || entry.type == type))
                .max(Comparator.comparing(entry -> entry.type != null));
    }

    /** Parses one entry of the configuration. */
    public static final class Parser implements Converter<RegulatoryDocuments> {

        private static final long serialVersionUID = 1L;

        @Override
        public RegulatoryDocuments convert(String entry) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw invalid(entry);
            }
            NumberType type = parts.group(2) == null ? null
                    : NumberType.parse(parts.group(2)).orElseThrow(() -> invalid(entry));
            return new RegulatoryDocuments(parts.group(1), type, List.of(parts.group(3).split("\\+")));
        }

        private static IllegalArgumentException invalid(String entry) {
            return new IllegalArgumentException("Expected country[:type]=id[+id]: '" + entry + "'");
        }
    }
}
