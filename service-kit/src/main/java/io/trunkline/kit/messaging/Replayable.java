package io.trunkline.kit.messaging;

/** Implemented by every class that consumes a topic, so that its dead letters can be replayed. */
public interface Replayable {

    /** The handlers that {@link IdempotentHandler} applies. */
    EventHandlers handlers();
}
