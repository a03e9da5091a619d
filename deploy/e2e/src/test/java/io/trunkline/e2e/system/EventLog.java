package io.trunkline.e2e.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.events.Event;
import io.trunkline.events.Topics;
import io.trunkline.events.WireTypes;

/** All records published on our topics. */
public final class EventLog implements AutoCloseable {

    private static final String DEAD_LETTERS = ".dlq";

    private final Map<String, Object> broker;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> readPositions = new ConcurrentHashMap<>();
    private final List<LoggedEvent> events = new CopyOnWriteArrayList<>();
    private final Thread reader = new Thread(this::read, "event-log");

    private EventLog(String bootstrapServers) {
        broker = Map.of("bootstrap.servers", bootstrapServers, "request.timeout.ms", 5_000, "default.api.timeout.ms", 5_000);
        consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = Topics.all().stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
    }

    /**
     * A consumed record.
     *
     * @param type of the CloudEvent; null on the topic of raw webhooks
     * @param id of the CloudEvent; the same for duplicates
     * @param workspaceId null for an event without a workspace
     * @param data missing for raw webhooks
     */
    public record LoggedEvent(String topic, String key, String type, String id, String workspaceId, Map<String, String> headers,
            JsonNode data) {

        public boolean is(Class<? extends Event> event) {
            return WireTypes.of(event).equals(type);
        }

        public String text(String field) {
            return data.path(field).asText();
        }
    }

    static EventLog of(String bootstrapServers) {
        EventLog log = new EventLog(bootstrapServers);
        log.consumer.assign(log.partitions);
        log.consumer.seekToBeginning(log.partitions);
        log.reader.start();
        return log;
    }

    /** Ordered per key. */
    public List<LoggedEvent> on(String topic) {
        return events.stream().filter(event -> event.topic.equals(topic)).toList();
    }

    public List<LoggedEvent> all(Class<? extends Event> type) {
        return events.stream().filter(event -> event.is(type)).toList();
    }

    public List<LoggedEvent> of(Class<? extends Event> type, String workspaceId) {
        return all(type).stream().filter(event -> workspaceId.equals(event.workspaceId)).toList();
    }

    public Optional<LoggedEvent> first(Class<? extends Event> type, String workspaceId) {
        return of(type, workspaceId).stream().findFirst();
    }

    /** Whether all records published so far have been read. */
    public boolean isComplete() {
        return endOffsets(partitions).entrySet().stream()
                .allMatch(end -> readPositions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Dead-letter topics by how many records they hold; those without any are left out. */
    public Map<String, Long> deadLetters() {
        try (Admin admin = Admin.create(broker)) {
            List<TopicPartition> dead = get(admin.describeTopics(get(admin.listTopics().names()).stream()
                    .filter(name -> name.endsWith(DEAD_LETTERS)).toList()).allTopicNames()).values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            return endOffsets(dead).entrySet().stream().filter(end -> end.getValue() > 0)
                    .collect(Collectors.groupingBy(end -> end.getKey().topic(),
                            Collectors.summingLong(Map.Entry::getValue)));
        }
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

    private Map<TopicPartition, Long> endOffsets(List<TopicPartition> some) {
        try (Admin admin = Admin.create(broker)) {
            return get(admin.listOffsets(some.stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()))).all())
                    .entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
        }
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) {
        try {
            return future.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not respond", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (consumer) {
            while (true) {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                    events.add(toEvent(message));
                    readPositions.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
                }
            }
        } catch (WakeupException e) {
            // Closed.
        }
    }

    private static LoggedEvent toEvent(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = Stream.of(message.headers().toArray()).collect(Collectors.toMap(Header::key,
                header -> new String(header.value(), StandardCharsets.UTF_8), (first, again) -> again));
        String type = headers.get("ce_type");
        try {
            return new LoggedEvent(message.topic(), message.key(), type, headers.get("ce_id"), headers.get("workspaceid"),
                    headers,
                    type == null ? Api.JSON.missingNode() : Api.JSON.readTree(message.value()));
        } catch (IOException e) {
            throw new IllegalStateException("An event on " + message.topic() + " is not JSON", e);
        }
    }
}
