package io.trunkline.simulator.telnyx.connection;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A messaging profile or an application. It holds the webhook URLs of the numbers that refer to it.
 *
 * @param seq increases with every new connection
 * @param account its owner
 * @param attributes by Telnyx's member name, such as {@code webhook_url}, defaults included
 */
public record Connection(long seq, String account, Kind kind, String id, Map<String, Object> attributes, Instant created,
        Instant updated) {

    /** The kinds of connections. */
    public enum Kind {
        MESSAGING_PROFILE("name"),
        /** Only in ledgers of earlier versions: new ones cannot be created. */
        CALL_CONTROL_APPLICATION("application_name"),
        TEXML_APPLICATION("friendly_name");

        /** The kinds that a number's {@code connection_id} can refer to. */
        public static final Set<Kind> FOR_CALLS = Collections
                .unmodifiableSet(EnumSet.of(CALL_CONTROL_APPLICATION, TEXML_APPLICATION));

        /** The member with its name. */
        final String name;

        Kind(String name) {
            this.name = name;
        }
    }

    public Connection {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The text, empty if not set. */
    public String text(String member) {
        return attributes.get(member) instanceof String text ? text : "";
    }

    public String name() {
        return text(kind.name);
    }

    public boolean isTrue(String member) {
        return Boolean.TRUE.equals(attributes.get(member));
    }

    /** The connection in Telnyx's JSON. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", id);
        view.put("record_type", kind.name().toLowerCase(Locale.ROOT));
        view.putAll(attributes);
        view.put("created_at", created.toString());
        view.put("updated_at", updated.toString());
        return view;
    }
}
