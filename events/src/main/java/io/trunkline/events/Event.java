package io.trunkline.events;

/** A record that crosses Kafka: a fact in the past tense or a command in the imperative. */
public sealed interface Event permits WorkspaceEvent, NumberEvent, ProvisioningEvent, InventoryCommand, CarrierCommand,
        CarrierEvent, PriceEvent, MessageEvent, WebhookEvent {

    /** Where it is published; one of {@link Topics}. */
    String topic();

    /** Kafka key: events with the same key keep their order. */
    String key();

    /** The workspace it concerns, or null. */
    String workspaceId();
}
