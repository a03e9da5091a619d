package io.trunkline.events;

import java.util.List;
import java.util.Set;

/**
 * Topic names. An event topic has one publisher, except {@link #WORKSPACES}, which is open to any publisher. A command topic
 * has one consumer. Dead letters of a consumer go to {@code <topic>.<consumer>.dlq}.
 */
public final class Topics {

    /** Key: workspace. Events about workspaces; webhook-router and other systems publish here. */
    public static final String WORKSPACES = "trunkline.workspaces.v1";
    /** Key: E.164, or the workspace when the event has no number. Events of inventory-service. */
    public static final String NUMBERS = "trunkline.numbers.v1";
    /** Key: workspace. Events of provisioning-service. */
    public static final String PROVISIONING = "trunkline.provisioning.v1";
    /** Key: workspace. Commands to inventory-service. */
    public static final String INVENTORY_COMMANDS = "trunkline.inventory-commands.v1";
    /** Key: number, order, or sender and recipient of a message. Commands to carrier-gateway. */
    public static final String CARRIER_COMMANDS = "trunkline.carrier-commands.v1";
    /** Key: number, order or message. Events of carrier-gateway. */
    public static final String CARRIER_EVENTS = "trunkline.carrier-events.v1";
    /** Key: country and number type. The sale price book of carrier-gateway; compacted. */
    public static final String PRICES = "trunkline.prices.v1";
    /** Key: workspace and peer. Events of webhook-router. */
    public static final String MESSAGES = "trunkline.messages.v1";
    /** Key: called number or organization. Webhooks byte for byte, as webhook-router received them. */
    public static final String WEBHOOKS_RAW = "trunkline.webhooks-raw.v1";
    /** Key: called number. Events of webhook-router about webhooks that it could not route. */
    public static final String WEBHOOKS_UNROUTED = "trunkline.webhooks-unrouted.v1";

    private Topics() {
    }

    /** All topics; they must exist before the services start. */
    public static List<String> all() {
        return List.of(WORKSPACES, NUMBERS, PROVISIONING, INVENTORY_COMMANDS, CARRIER_COMMANDS, CARRIER_EVENTS, PRICES,
                MESSAGES, WEBHOOKS_RAW, WEBHOOKS_UNROUTED);
    }

    /** The topics that retain the latest record of each key without a time limit ({@code cleanup.policy=compact}). */
    public static Set<String> compacted() {
        return Set.of(PRICES);
    }
}
