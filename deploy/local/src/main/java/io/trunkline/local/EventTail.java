package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.events.Event;
import io.trunkline.events.WireTypes;

/** Records the events published after its start, and when they were received. */
final class EventTail implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ReceivedEvent> events = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "event-tail");

    private EventTail(String bootstrapServers) {
        consumer = new KafkaConsumer<>(Map.<String, Object> of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * An event as received.
     *
     * @param workspaceId null for an event without a workspace
     * @param receivedAt epoch milliseconds
     */
    record ReceivedEvent(String type, String workspaceId, JsonNode data, long receivedAt) {

        boolean is(Class<? extends Event> event) {
            return WireTypes.of(event).equals(type);
        }
    }

    static EventTail of(String bootstrapServers, List<String> topics) {
        EventTail tail = new EventTail(bootstrapServers);
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> tail.consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        tail.consumer.assign(partitions);
        tail.consumer.seekToEnd(partitions);
        // Seeking is lazy: position() determines the end.
        partitions.forEach(tail.consumer::position);
        tail.reader.start();
        return tail;
    }

    /** Waits for the first event of this type about this workspace. */
    ReceivedEvent await(Class<? extends Event> type, String workspaceId) {
        return Await.until(WireTypes.of(type) + " for " + workspaceId, () -> find(type, workspaceId), Optional::isPresent)
                .orElseThrow();
    }

    Optional<ReceivedEvent> find(Class<? extends Event> type, String workspaceId) {
        return all(type).stream().filter(event -> workspaceId.equals(event.workspaceId)).findFirst();
    }

    List<ReceivedEvent> all(Class<? extends Event> type) {
        return events.stream().filter(event -> event.is(type)).toList();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(message -> events.add(toEvent(message)));
            }
        } catch (WakeupException e) {
            // Closed.
        }
    }

    private static ReceivedEvent toEvent(ConsumerRecord<String, byte[]> message) {
        long now = System.currentTimeMillis();
        try {
            return new ReceivedEvent(header(message, "ce_type"), header(message, "workspaceid"), JSON.readTree(message.value()),
                    now);
        } catch (IOException e) {
            throw new UncheckedIOException("An event on " + message.topic() + " is not JSON", e);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
