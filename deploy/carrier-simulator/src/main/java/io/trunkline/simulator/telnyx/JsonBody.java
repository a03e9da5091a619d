package io.trunkline.simulator.telnyx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;

import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.web.Urls;

/**
 * The JSON of a partial update: null is a value and differs from an absent member.
 */
public final class JsonBody {

    /** The type of a member. */
    public enum Kind {
        TEXT,
        URL,
        FLAG,
        NUMBER,
        TEXTS,
        OBJECT;

        private boolean accepts(Object value) {
            return switch (this) {
                case TEXT -> value instanceof String;
                case URL -> value instanceof String url && (url.isEmpty() || Urls.isUrl(url));
                case FLAG -> value instanceof Boolean;
                case NUMBER -> value instanceof Integer;
                case TEXTS -> value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
                case OBJECT -> value instanceof Map;
            };
        }
    }

    private JsonBody() {
    }

    /**
     * Checks the body.
     *
     * @param members null without a body
     * @param known types by name
     * @return the checked members
     */
    public static Map<String, Object> read(Map<String, Object> members, Map<String, Kind> known) {
        if (members == null) {
            throw TelnyxException.of(Reason.BAD_REQUEST, "A JSON object is required.");
        }
        members.forEach((name, value) -> {
            Kind kind = known.get(name);
            if (kind == null) {
                throw TelnyxException.forField("/" + name, Reason.BAD_REQUEST, "Unknown field: " + name);
            }
            if (value != null && !kind.accepts(value)) {
                throw TelnyxException.forField("/" + name, kind == Kind.URL ? Reason.INVALID_URL : Reason.BAD_REQUEST,
                        "The '" + name + "' parameter is invalid.");
            }
        });
        return members;
    }

    /** Requires a text that is not empty. */
    public static void require(Map<String, Object> members, String name) {
        if (members.get(name) == null || members.get(name).equals("")) {
            throw TelnyxException.forField("/" + name, Reason.MISSING_PARAMETER, "The '" + name + "' parameter is required.");
        }
    }

    /** Requires one of the choices, unless the member is absent. */
    public static void choose(Map<String, Object> members, String name, Set<?> choices) {
        if (members.get(name) != null && !choices.contains(members.get(name))) {
            throw TelnyxException.forField("/" + name, Reason.NOT_IN_LIST, "The '" + name + "' parameter is one of " + choices);
        }
    }

    /** {@code webhook_url} becomes {@code webhookUrl}: the ledger has one naming style for all carriers. */
    public static Map<String, Object> toLedger(Map<String, Object> members) {
        Map<String, Object> details = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            StringBuilder camel = new StringBuilder();
            for (int i = 0; i < name.length(); i++) {
                boolean hump = i > 0 && name.charAt(i - 1) == '_';
                if (name.charAt(i) != '_') {
                    camel.append(hump ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
                }
            }
            details.put(camel.toString(), value);
        });
        return details;
    }

    /** The reverse of {@link #toLedger}. */
    public static Map<String, Object> fromLedger(Map<String, Object> details) {
        Map<String, Object> members = new LinkedHashMap<>();
        details.forEach((name, value) -> members.put(SnakeCaseStrategy.INSTANCE.translate(name), value));
        return members;
    }
}
