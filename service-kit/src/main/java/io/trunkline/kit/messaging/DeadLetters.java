package io.trunkline.kit.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import io.smallrye.mutiny.Uni;

/** Stores the records that a consumer could not apply. */
public interface DeadLetters {

    /** Completes when the record is stored. Never fails: it waits for the database. */
    Uni<Void> add(String consumer, ConsumerRecord<String, byte[]> message, Throwable failure);
}
