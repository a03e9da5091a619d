package io.trunkline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

    private static KafkaServer server;

    @BeforeAll
    static void start() {
        server = KafkaServer.start();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void deliversRecordsInOrder() throws Exception {
        // Given
        server.createTopics(List.of("round-trip"), 1);

        // When
        send(server, "round-trip", "one", "two 😀");

        // Then
        assertThat(receive(server, "round-trip", 2)).containsExactly("one", "two 😀");
    }

    @Test
    void leavesExistingTopicsUnchanged() throws Exception {
        // Given
        server.createTopics(List.of("numbers", "messages"), 3);

        // When
        server.createTopics(List.of("numbers", "messages", "calls"), 5);

        // Then
        assertThat(partitions("numbers")).isEqualTo(3);
        assertThat(partitions("calls")).isEqualTo(5);
    }

    @Test
    void createsCompactedTopics() throws Exception {
        // When
        server.createTopics(List.of("prices", "orders"), Set.of("prices"), 2);

        // Then
        assertThat(cleanupPolicy("prices")).isEqualTo("compact");
        assertThat(cleanupPolicy("orders")).isEqualTo("delete");
        assertThat(partitions("prices")).isEqualTo(2);
    }

    @Test
    void createsAMissingTopicOnTheFirstSend() throws Exception {
        send(server, "never-created", "here");

        assertThat(receive(server, "never-created", 1)).containsExactly("here");
    }

    @Test
    void retainsDataAndPortOverARestart() throws Exception {
        try (KafkaServer restarted = KafkaServer.start()) {
            // Given
            String bootstrap = restarted.bootstrapServers();
            send(restarted, "kept", "before");

            // When
            restarted.stop();

            // Then
            assertThatThrownBy(() -> send(restarted, "kept", "lost")).hasMessageContaining("TimeoutException");
            restarted.restart();
            send(restarted, "kept", "after");
            assertThat(restarted.bootstrapServers()).isEqualTo(bootstrap);
            assertThat(receive(restarted, "kept", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void reusesTheDataOfAFolder(@TempDir Path folder) throws Exception {
        // Given
        try (KafkaServer first = KafkaServer.start(0, folder)) {
            first.createTopics(List.of("kept"), 1);
            send(first, "kept", "before");
        }

        // When
        try (KafkaServer second = KafkaServer.start(0, folder)) {

            // Then
            assertThat(receive(second, "kept", 1)).containsExactly("before");
        }
    }

    @Test
    void reportsAPortInUse(@TempDir Path folder) throws Exception {
        // Given
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = occupied.getLocalPort();

            // When / Then
            assertThatThrownBy(() -> KafkaServer.start(port, folder))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + port + " is in use, so Kafka cannot start");
        }
    }

    @Test
    void usesExternalBrokersWithoutStoppingThem() throws Exception {
        // When
        try (KafkaServer other = KafkaServer.external(server.bootstrapServers())) {
            other.createTopics(List.of("external"), 1);
            assertThatThrownBy(other::stop).isInstanceOf(IllegalStateException.class);
        }

        // Then
        assertThat(partitions("external")).isEqualTo(1);
    }

    private static void send(KafkaServer to, String topic, String... values) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", to.bootstrapServers(), "acks", "all",
                "max.block.ms", 2_000, "request.timeout.ms", 1_500, "delivery.timeout.ms", 2_000);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, "key", value)).get(5, TimeUnit.SECONDS);
            }
        }
    }

    private static List<String> receive(KafkaServer from, String topic, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", from.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> values.add(message.value()));
            }
        }
        return values;
    }

    private static String cleanupPolicy(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.<String, Object> of("bootstrap.servers", server.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource)).all().get().get(resource).get("cleanup.policy").value();
        }
    }

    private static int partitions(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object> of("bootstrap.servers", server.bootstrapServers()))) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().size();
        }
    }
}
