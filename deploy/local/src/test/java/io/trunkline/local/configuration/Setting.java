package io.trunkline.local.configuration;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One configuration property.
 *
 * @param name a map key is written {@code <name>}
 * @param defaultValue null without one
 * @param description Markdown; empty when there is none
 * @param required neither optional nor with a default
 * @param mapped declared in a {@code @ConfigMapping} interface
 */
record Setting(String name, String type, String defaultValue, String description, boolean required, boolean mapped) {

    static final String KEY = "<name>";

    /** MicroProfile Config 3.1, "Environment Variables Mapping Rules". */
    String environmentVariable() {
        return Stream.of(name.split(KEY, -1)).map(part -> part.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.joining("<NAME>"));
    }

    Setting withDefault(String value) {
        return new Setting(name, type, value, description, false, mapped);
    }

    /** The entry of a map for one key. */
    Setting entry(String entryName, String value) {
        return new Setting(entryName, type, value, "Entry of `" + name + "`.", false, true);
    }

    boolean hasEntry(String entryName) {
        return name.contains(KEY) && entryName.matches(Stream.of(name.split(KEY, -1)).map(Pattern::quote)
                .collect(Collectors.joining("[^.]+")));
    }

    String toRow() {
        return "| `%s` | `%s` | %s | %s | %s |".formatted(name, environmentVariable(), type,
                defaultValue == null ? "" : "`" + escaped(defaultValue) + "`",
                escaped((required ? "Required. " : "") + description).strip());
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|");
    }
}
