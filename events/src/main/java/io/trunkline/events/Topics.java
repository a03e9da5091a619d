package io.trunkline.events;

import java.util.List;
import java.util.Set;

/**
 * Topic names. A topic of facts has one publisher ({@link #WORKSPACES} is the exception: the public way in), a topic of
 * commands has one consumer. Dead letters of a consumer go to {@code <topic>.<consumer>.dlq}.
 */
public final class Topics {

    /** Key: workspace. Facts about workspaces; anyone may publish here. */
    public static final String WORKSPACES = "trunkline.workspaces.v1";
    /** Key: E.164, or the workspace where no number is concerned. Facts by inventory-service. */
    public static final String NUMBERS = "trunkline.numbers.v1";
    /** Key: workspace. Facts by provisioning-service. */
    public static final String PROVISIONING = "trunkline.provisioning.v1";
    /** Key: workspace. Commands to inventory-service. */
    public static final String INVENTORY_COMMANDS = "trunkline.inventory-commands.v1";
    /** Key: number, order or message. Commands to carrier-gateway. */
    public static final String CARRIER_COMMANDS = "trunkline.carrier-commands.v1";
    /** Key: number, order or message. Facts by carrier-gateway. */
    public static final String CARRIER_EVENTS = "trunkline.carrier-events.v1";
    /** Key: country and number type. The sale price book by carrier-gateway; compacted. */
    public static final String PRICES = "trunkline.prices.v1";
    /** Key: workspace and peer. Facts by webhook-router. */
    public static final String MESSAGES = "trunkline.messages.v1";
    /** Key: called number or organization. The carriers' own bytes, as webhook-router received them. */
    public static final String WEBHOOKS_RAW = "trunkline.webhooks-raw.v1";
    /** Key: called number. Facts by webhook-router about what it could not route. */
    public static final String WEBHOOKS_UNROUTED = "trunkline.webhooks-unrouted.v1";

    private Topics() {
    }

    /** Every topic, for whoever creates them before the services start. */
    public static List<String> all() {
        return List.of(WORKSPACES, NUMBERS, PROVISIONING, INVENTORY_COMMANDS, CARRIER_COMMANDS, CARRIER_EVENTS, PRICES,
                MESSAGES,
                WEBHOOKS_RAW, WEBHOOKS_UNROUTED);
    }

    /** Those of {@link #all} that keep the latest record of each key for ever ({@code cleanup.policy=compact}). */
    public static Set<String> compacted() {
        return Set.of(PRICES);
    }
}
