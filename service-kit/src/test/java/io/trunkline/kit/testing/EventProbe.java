package io.trunkline.kit.testing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import io.trunkline.events.Event;
import io.trunkline.events.Topics;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.messaging.EventHeaders;

/** A Kafka client for tests: publishes events as a service does and records everything published after its start. */
public final class EventProbe implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final Thread reader;

    /** @param moreTopics topics in addition to {@link Topics#all()}, such as dead-letter topics; they must exist */
    public EventProbe(String bootstrapServers, String... moreTopics) {
        Map<String, Object> broker = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(broker, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.concat(Topics.all().stream(), Stream.of(moreTopics))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = new Thread(this::read, "event-probe");
        reader.setDaemon(true);
        reader.start();
    }

    public static EventProbe start() {
        return new EventProbe(Backends.kafka().bootstrapServers());
    }

    public void publish(Event event) {
        publish(UUID.randomUUID(), event);
    }

    public void publish(UUID id, Event event) {
        try {
            publish(event.topic(), event.key(), id.toString(), WireTypes.of(event.getClass()), JSON.writeValueAsBytes(event));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Null omits the id, the type or the value. */
    public void publish(String topic, String key, String id, String type, byte[] body) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, body);
        EventHeaders.put(message.headers(), EventHeaders.SPEC_VERSION, "1.0");
        EventHeaders.put(message.headers(), EventHeaders.ID, id);
        EventHeaders.put(message.headers(), EventHeaders.TYPE, type);
        EventHeaders.put(message.headers(), EventHeaders.SOURCE, "/test");
        EventHeaders.put(message.headers(), EventHeaders.TIME, Instant.now().toString());
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Raw records in the order consumed; the order between partitions is arbitrary. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        return records.stream().filter(message -> message.topic().equals(topic)).toList();
    }

    public <T extends Event> List<T> events(Class<T> type) {
        String wireType = WireTypes.of(type);
        return records.stream().filter(message -> wireType.equals(EventHeaders.get(message.headers(), EventHeaders.TYPE)))
                .map(message -> parse(message, type)).toList();
    }

    public <T extends Event> T await(Class<T> type, Predicate<T> condition) {
        return Awaitility.await("a " + type.getSimpleName()).atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> events(type).stream().filter(condition).findFirst(), java.util.Optional::isPresent).orElseThrow();
    }

    @Override
    public void close() {
        consumer.wakeup();
        producer.close();
    }

    private void read() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        } catch (WakeupException closed) {
            // close() was called
        }
    }

    private static <T extends Event> T parse(ConsumerRecord<String, byte[]> message, Class<T> type) {
        try {
            return JSON.readValue(message.value(), type);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
