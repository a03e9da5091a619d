package io.trunkline.events;

/** A record on Kafka: an event, named in the past tense, or a command, named in the imperative. */
public sealed interface Event permits WorkspaceEvent, NumberEvent, ProvisioningEvent, InventoryCommand, CarrierCommand,
        CarrierEvent, PriceEvent, MessageEvent, WebhookEvent {

    /** The topic it is published on; one of {@link Topics}. */
    String topic();

    /** Kafka key: events with the same key keep their order. */
    String key();

    /** The workspace it concerns, or null. */
    String workspaceId();
}
