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

import io.trunkline.e2e.system.EventLog.LoggedEvent;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.events.Topics;
import io.trunkline.local.Service;

/** Waits until no saga, no job at the carrier and no unsent or unprocessed event is left. */
final class Quiescence {

    /** Consumed topics by service. Each consumer writes an inbox row for every event. */
    private static final Map<Service, List<String>> CONSUMED_TOPICS = Map.of(
            INVENTORY, List.of(Topics.INVENTORY_COMMANDS, Topics.CARRIER_EVENTS),
            PROVISIONING, List.of(Topics.WORKSPACES, Topics.NUMBERS, Topics.CARRIER_EVENTS, Topics.PRICES),
            CARRIER, List.of(Topics.CARRIER_COMMANDS),
            WEBHOOK, List.of(Topics.NUMBERS, Topics.PROVISIONING, Topics.CARRIER_EVENTS));

    private final SystemUnderTest system;

    Quiescence(SystemUnderTest system) {
        this.system = system;
    }

    void await() {
        SystemUnderTest.await().untilAsserted(() -> assertThat(openWork()).as("open work").isEmpty());
    }

    /** Open work with its count. */
    private Map<String, Object> openWork() {
        Map<String, Object> found = new LinkedHashMap<>();
        addOpenRows(found, PROVISIONING, "operation", "ended_at is null");
        addOpenRows(found, PROVISIONING, "slot", "state in ('FILLING', 'EMPTYING') or retry_at is not null");
        for (String jobs : List.of("carrier_order", "number_configuration", "number_release", "outgoing_message")) {
            addOpenRows(found, CARRIER, jobs, "due_at is not null or state not in ('SUCCEEDED', 'FAILED')");
        }
        for (Service service : Service.values()) {
            addOpenRows(found, service, "outbox", "true");
        }
        if (found.isEmpty() && !system.events().isComplete()) {
            found.put("event log", "not read to its end");
        }
        if (found.isEmpty()) {
            CONSUMED_TOPICS.forEach((service, topics) -> addUnprocessedEvents(found, service, topics));
            addUnprocessedWebhooks(found);
        }
        return found;
    }

    private void addOpenRows(Map<String, Object> found, Service service, String table, String open) {
        long rows = system.database(service).count("select count(*) from " + table + " where " + open);
        if (rows > 0) {
            found.put(table + " of " + service.id(), rows);
        }
    }

    private void addUnprocessedEvents(Map<String, Object> found, Service service, List<String> topics) {
        Set<String> processed = new HashSet<>(system.database(service).strings("select event_id from inbox"));
        Map<String, Long> unprocessed = topics.stream().flatMap(topic -> system.events().on(topic).stream())
                .filter(event -> !processed.contains(event.id()))
                .collect(Collectors.groupingBy(LoggedEvent::type, Collectors.counting()));
        if (!unprocessed.isEmpty()) {
            found.put("not processed by " + service.id(), unprocessed);
        }
    }

    private void addUnprocessedWebhooks(Map<String, Object> found) {
        Set<String> processed = new HashSet<>(
                system.database(WEBHOOK).strings("select source || ' ' || dedupe_key from webhook_log"));
        long waiting = system.events().on(Topics.WEBHOOKS_RAW).stream()
                .filter(raw -> !processed.contains(raw.headers().get("source") + " " + raw.headers().get("dedupe-key")))
                .count();
        if (waiting > 0) {
            found.put("raw webhooks", waiting);
        }
    }
}
