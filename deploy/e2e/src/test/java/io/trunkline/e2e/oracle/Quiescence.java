package io.trunkline.e2e.oracle;

import static io.trunkline.local.Service.CARRIER;
import static io.trunkline.local.Service.INVENTORY;
import static io.trunkline.local.Service.PROVISIONING;
import static io.trunkline.local.Service.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.trunkline.e2e.system.EventLog.Seen;
import io.trunkline.e2e.system.World;
import io.trunkline.events.Topics;
import io.trunkline.local.Service;

/** Nothing is under way any more: no saga, no job at the carrier, no event unsent or unheard. */
final class Quiescence {

    /** Who hears what; each event leaves one row in the inbox of each of them. */
    private static final Map<Service, List<String>> HEARD = Map.of(
            INVENTORY, List.of(Topics.INVENTORY_COMMANDS, Topics.CARRIER_EVENTS),
            PROVISIONING, List.of(Topics.WORKSPACES, Topics.NUMBERS, Topics.CARRIER_EVENTS),
            CARRIER, List.of(Topics.CARRIER_COMMANDS),
            WEBHOOK, List.of(Topics.NUMBERS, Topics.PROVISIONING, Topics.CARRIER_EVENTS));

    private final World world;

    Quiescence(World world) {
        this.world = world;
    }

    void await() {
        World.await().untilAsserted(() -> assertThat(underWay()).as("still under way").isEmpty());
    }

    /** What is not at rest, with how much of it. */
    private Map<String, Object> underWay() {
        Map<String, Object> found = new LinkedHashMap<>();
        note(found, PROVISIONING, "operation", "ended_at is null");
        note(found, PROVISIONING, "slot", "state in ('FILLING', 'EMPTYING') or retry_at is not null");
        for (String jobs : List.of("carrier_order", "number_configuration", "number_release", "outgoing_message")) {
            note(found, CARRIER, jobs, "due_at is not null or state not in ('SUCCEEDED', 'FAILED')");
        }
        for (Service service : Service.values()) {
            note(found, service, "outbox", "true");
        }
        if (found.isEmpty() && !world.events().isComplete()) {
            found.put("event log", "not read to its end");
        }
        if (found.isEmpty()) {
            HEARD.forEach((service, topics) -> noteUnheard(found, service, topics));
            noteUnprocessedWebhooks(found);
        }
        return found;
    }

    private void note(Map<String, Object> found, Service service, String table, String open) {
        long rows = world.database(service).count("select count(*) from " + table + " where " + open);
        if (rows > 0) {
            found.put(table + " of " + service.id(), rows);
        }
    }

    private void noteUnheard(Map<String, Object> found, Service service, List<String> topics) {
        Set<String> heard = new HashSet<>(world.database(service).strings("select event_id from inbox"));
        Map<String, Long> unheard = topics.stream().flatMap(topic -> world.events().on(topic).stream())
                .filter(event -> !heard.contains(event.id()))
                .collect(Collectors.groupingBy(Seen::type, Collectors.counting()));
        if (!unheard.isEmpty()) {
            found.put("not heard by " + service.id(), unheard);
        }
    }

    private void noteUnprocessedWebhooks(Map<String, Object> found) {
        Set<String> processed = new HashSet<>(
                world.database(WEBHOOK).strings("select source || ' ' || dedupe_key from webhook_log"));
        long waiting = world.events().on(Topics.WEBHOOKS_RAW).stream()
                .filter(raw -> !processed.contains(raw.headers().get("source") + " " + raw.headers().get("dedupe-key")))
                .count();
        if (waiting > 0) {
            found.put("raw webhooks", waiting);
        }
    }
}
