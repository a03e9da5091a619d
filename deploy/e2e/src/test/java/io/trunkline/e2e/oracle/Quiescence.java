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
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierCommand.ConfirmMessage;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.Topics;
import io.trunkline.events.WireTypes;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;
import io.trunkline.events.WorkspaceEvent.WorkspaceDeleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceUpdated;
import io.trunkline.local.Service;

/** Waits until no saga, no job at the carrier and no unsent or unprocessed event is left. */
final class Quiescence {

    /**
     * The types that each service handles, by topic. A consumer writes an inbox row for every event of a type that it handles.
     */
    private static final Map<Service, Map<String, Set<Class<? extends Event>>>> HANDLED = Map.of(
            INVENTORY, Map.of(
                    Topics.INVENTORY_COMMANDS, Set.of(ClaimNumber.class, ReleaseNumber.class),
                    Topics.CARRIER_EVENTS, Set.of(NumberOrdered.class, NumberOrderFailed.class, NumberOrderUnknown.class,
                            NumberConfigured.class, CarrierNumberReleased.class)),
            PROVISIONING, Map.of(
                    Topics.WORKSPACES, Set.of(WorkspaceCreated.class, WorkspaceUpdated.class, WorkspaceDeleted.class),
                    Topics.NUMBERS, Set.of(NumberAssigned.class, NumberAssignmentRefused.class, NoNumberAvailable.class,
                            NumberReleased.class, NumberReleaseRefused.class),
                    Topics.CARRIER_EVENTS, Set.of(NumberOrdered.class, NumberOrderFailed.class, NumberOrderUnknown.class,
                            NumberOrderNeedsAttention.class, NumberConfigured.class, NumberConfigurationFailed.class),
                    Topics.PRICES, Set.of(SalePricesChanged.class)),
            CARRIER, Map.of(
                    Topics.CARRIER_COMMANDS, Set.of(OrderNumber.class, ConfigureNumber.class, ReleaseCarrierNumber.class,
                            SendMessage.class, ConfirmMessage.class)),
            WEBHOOK, Map.of(
                    Topics.NUMBERS, Set.of(NumberAssigned.class, NumberReleased.class),
                    Topics.PROVISIONING, Set.of(ProvisioningCompleted.class),
                    Topics.CARRIER_EVENTS, Set.of(MessageSent.class, MessageFailed.class)));

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
            HANDLED.forEach((service, types) -> addUnprocessedEvents(found, service, types));
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

    private void addUnprocessedEvents(Map<String, Object> found, Service service,
            Map<String, Set<Class<? extends Event>>> handled) {
        Set<String> processed = new HashSet<>(system.database(service).strings("select event_id from inbox"));
        Map<String, Long> unprocessed = handled.entrySet().stream()
                .flatMap(topic -> system.events().on(topic.getKey()).stream().filter(event -> WireTypes.classOf(event.type())
                        .filter(topic.getValue()::contains).isPresent()))
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
