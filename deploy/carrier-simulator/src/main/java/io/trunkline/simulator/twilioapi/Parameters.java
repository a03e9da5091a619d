package io.trunkline.simulator.twilioapi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import jakarta.ws.rs.core.MultivaluedMap;

/**
 * The parameters of a request, from its query or form. Unknown names are rejected with 20001, so a misspelt parameter is found
 * here and not at the carrier.
 */
public final class Parameters {

    private final MultivaluedMap<String, String> values;

    public Parameters(MultivaluedMap<String, String> values, Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw TwilioApiException.badRequest(20001, "Unknown parameter: " + name);
            }
        }
        this.values = values;
    }

    /** The parameter's value, null if absent. */
    public String text(String name) {
        return values.getFirst(name);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Whether it is present and not empty. */
    public boolean isFilled(String name) {
        return has(name) && !text(name).isEmpty();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** All parameters by name; of a repeated parameter its first value. */
    public Map<String, String> asMap() {
        Map<String, String> first = new TreeMap<>();
        values.forEach((name, list) -> first.put(name, list.get(0)));
        return first;
    }

    /** The flag's value, null if absent. */
    public Boolean flag(String name) {
        if (!isFilled(name)) {
            return null;
        }
        return switch (text(name).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw TwilioApiException.badRequest(20001, name + " is true or false");
        };
    }

    public int number(String name, int min, int max, int defaultValue) {
        if (!isFilled(name)) {
            return defaultValue;
        }
        try {
            int number = Integer.parseInt(text(name));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // rejected below
        }
        throw TwilioApiException.badRequest(20001, name + " is a number from " + min + " to " + max);
    }
}
