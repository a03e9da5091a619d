package io.trunkline.carrier.adapter.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    private static final Pattern ENTRY = Pattern.compile("([A-Z]{2})(?::(local|tollFree|mobile))?=([^+\\s]+(?:\\+[^+\\s]+)*)");
    private static final Map<String, NumberType> TYPES = Map.of("local", NumberType.LOCAL, "tollFree", NumberType.TOLL_FREE,
            "mobile", NumberType.MOBILE);

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
                throw new IllegalArgumentException("Expected country[:type]=id[+id]: '" + entry + "'");
            }
            return new RegulatoryDocuments(parts.group(1), parts.group(2) == null ? null : TYPES.get(parts.group(2)),
                    List.of(parts.group(3).split("\\+")));
        }
    }
}
