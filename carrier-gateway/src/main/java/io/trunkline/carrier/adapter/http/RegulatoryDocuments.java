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
 * What an account has for the regulator of entry country, or for entry type of its numbers. An entry of the configuration is
 * {@code country=id} or {@code country:type=id}, several ids joined by {@code +}, such as {@code GB:mobile=AD…+BU…}: the
 * country is ISO 3166-1 alpha-2, the type {@code local}, {@code tollFree} or {@code mobile}.
 *
 * @param type null: all
 * @param ids the carrier's own, at least entry
 */
public record RegulatoryDocuments(String country, NumberType type, List<String> ids) {

    private static final Pattern ENTRY = Pattern.compile("([A-Z]{2})(?::(local|tollFree|mobile))?=([^+\\s]+(?:\\+[^+\\s]+)*)");
    private static final Map<String, NumberType> TYPES = Map.of("local", NumberType.LOCAL, "tollFree", NumberType.TOLL_FREE,
            "mobile", NumberType.MOBILE);

    /** Those for numbers of a country and type; what is there for the type goes before what is there for the country. */
    public static Optional<RegulatoryDocuments> find(List<RegulatoryDocuments> all, String country, NumberType type) {
        return all.stream().filter(entry -> entry.country.equals(country) && (entry.type == null || entry.type == type))
                .max(Comparator.comparing(entry -> entry.type != null));
    }

    /** Reads entry entry of the configuration. */
    public static final class Parser implements Converter<RegulatoryDocuments> {

        private static final long serialVersionUID = 1L;

        @Override
        public RegulatoryDocuments convert(String entry) {
            Matcher parts = ENTRY.matcher(entry.strip());
            if (!parts.matches()) {
                throw new IllegalArgumentException("Not country[:type]=id[+id]: '" + entry + "'");
            }
            return new RegulatoryDocuments(parts.group(1), parts.group(2) == null ? null : TYPES.get(parts.group(2)),
                    List.of(parts.group(3).split("\\+")));
        }
    }
}
