package io.trunkline.kit.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A record that a consumer could not apply.
 *
 * @param recordTime the record's time on the topic
 * @param type the event's type; null if the record has none
 * @param resolvedAt null while it is open, as is {@code resolvedBy}
 * @param discardReason null unless it was discarded
 */
record DeadLetter(UUID id, String consumer, String topic, int partition, long offset, Instant recordTime, String key,
        String type, List<RecordHeader> headers, byte[] body, String reason, Instant createdAt, DeadLetterStatus status,
        Instant resolvedAt, String resolvedBy, String discardReason) {

    /** @param value null is possible on Kafka */
    record RecordHeader(String name, byte[] value) {
    }

    /** The record as it was consumed. */
    ConsumerRecord<String, byte[]> toRecord() {
        RecordHeaders copy = new RecordHeaders();
        headers.forEach(header -> copy.add(header.name(), header.value()));
        return new ConsumerRecord<>(topic, partition, offset, recordTime.toEpochMilli(), TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE, ConsumerRecord.NULL_SIZE, key, body, copy, Optional.empty());
    }
}
