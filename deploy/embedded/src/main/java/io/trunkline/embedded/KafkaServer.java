package io.trunkline.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Time;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

/**
 * A real Kafka broker and controller (KRaft, one node) inside this JVM, on the loopback interface.
 * <p>
 * {@link #startOrUse()} starts nothing and uses external brokers when {@value #BOOTSTRAP_VARIABLE} is set.
 */
public final class KafkaServer implements AutoCloseable {

    /** Names running brokers: {@code host:port[,host:port…]}. */
    public static final String BOOTSTRAP_VARIABLE = "KAFKA_BOOTSTRAP_SERVERS";

    private static final short REPLICATION_FACTOR = 1;
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration METADATA_POLL = Duration.ofMillis(20);

    private final String bootstrapServers;
    private final int port;
    private final int controllerPort;
    /* Null for external brokers. */
    private final DataFolder folder;
    private KafkaRaftServer server;

    private KafkaServer(String bootstrapServers, int port, int controllerPort, DataFolder folder) {
        this.bootstrapServers = bootstrapServers;
        this.port = port;
        this.controllerPort = controllerPort;
        this.folder = folder;
    }

    /** Starts a broker on a free port, with its data in a temporary folder that {@link #close()} deletes. */
    public static KafkaServer start() {
        return startIn(DataFolder.temporary("trunkline-kafka-"), FreePorts.any());
    }

    /**
     * Starts a broker with persistent data.
     *
     * @param port 0 for a free one
     * @param dataFolder created if missing; existing data is used
     * @throws PortInUseException if the port is in use
     */
    public static KafkaServer start(int port, Path dataFolder) {
        return startIn(DataFolder.persistent(dataFolder), FreePorts.orAny(port, "Kafka"));
    }

    /** The brokers that {@value #BOOTSTRAP_VARIABLE} names, else as {@link #start()}. */
    public static KafkaServer startOrUse() {
        String servers = System.getenv(BOOTSTRAP_VARIABLE);
        return servers == null ? start() : external(servers);
    }

    /** The brokers that {@value #BOOTSTRAP_VARIABLE} names, else as {@link #start(int, Path)}. */
    public static KafkaServer startOrUse(int port, Path dataFolder) {
        String servers = System.getenv(BOOTSTRAP_VARIABLE);
        return servers == null ? start(port, dataFolder) : external(servers);
    }

    /** @param bootstrapServers {@code host:port[,host:port…]} of brokers that run already */
    public static KafkaServer external(String bootstrapServers) {
        return new KafkaServer(bootstrapServers, 0, 0, null);
    }

    private static KafkaServer startIn(DataFolder folder, int port) {
        KafkaServer kafka = new KafkaServer("127.0.0.1:" + port, port, FreePorts.any(), folder);
        kafka.launch();
        return kafka;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Whether this broker was started here. Only then {@link #stop()} and {@link #restart()} work. */
    public boolean isOwned() {
        return folder != null;
    }

    /** Creates the topics that do not exist yet. Existing topics are not changed. */
    public void createTopics(Collection<String> names, int partitions) {
        createTopics(names, Set.of(), partitions);
    }

    /**
     * Creates the topics that do not exist yet, and returns when they can be used. Existing topics are not changed.
     *
     * @param compacted those of the topics that retain the latest record of each key ({@code cleanup.policy=compact})
     */
    public void createTopics(Collection<String> names, Set<String> compacted, int partitions) {
        Map<String, Object> config = Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (Admin admin = Admin.create(config)) {
            admin.createTopics(names.stream().map(name -> newTopic(name, compacted.contains(name), partitions)).toList())
                    .values()
                    .values()
                    .forEach(KafkaServer::awaitCreation);
            awaitMetadata(admin, names);
        }
    }

    /** The controller confirms a topic before the broker knows it. */
    private static void awaitMetadata(Admin admin, Collection<String> names) {
        long deadline = System.nanoTime() + METADATA_TIMEOUT.toNanos();
        while (true) {
            try {
                admin.describeTopics(names).allTopicNames().get();
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new IllegalStateException("The topics cannot be used", e.getCause());
                }
                LockSupport.parkNanos(METADATA_POLL.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while topics were created", e);
            }
        }
    }

    private static NewTopic newTopic(String name, boolean compacted, int partitions) {
        NewTopic topic = new NewTopic(name, partitions, REPLICATION_FACTOR);
        return compacted
                ? topic.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
                : topic;
    }

    private static void awaitCreation(KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("A topic cannot be created", e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while topics were created", e);
        }
    }

    /** Stops the broker. Acknowledged records are retained. No effect when it is stopped. */
    public synchronized void stop() {
        requireOwned();
        if (server == null) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        server = null;
    }

    /** Restarts the broker on the same port and data, and returns when it accepts connections. */
    public synchronized void restart() {
        stop();
        FreePorts.orAny(port, "Kafka");
        launch();
    }

    /** Stops the broker, unless it is external, and deletes its data if the folder was temporary. */
    @Override
    public void close() {
        if (isOwned()) {
            stop();
            folder.deleteIfTemporary();
        }
    }

    private synchronized void launch() {
        LogLevels.reduce();
        Properties properties = properties();
        if (!Files.exists(logs().resolve("meta.properties"))) {
            format(properties);
        }
        server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
    }

    private Properties properties() {
        Properties properties = new Properties();
        try (var defaults = KafkaServer.class.getResourceAsStream("kafka-server.properties")) {
            properties.load(defaults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        properties.setProperty("listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.setProperty("log.dirs", logs().toString());
        return properties;
    }

    private Path logs() {
        return folder.path().resolve("logs");
    }

    /** Formats the empty folder for a new cluster of one node. */
    private void format(Properties properties) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Path file = folder.path().resolve("server.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] command = { "format", "--config", file.toString(), "--cluster-id", Uuid.randomUuid().toString() };
        if (StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8)) != 0) {
            throw new IllegalStateException(
                    "Kafka's folder cannot be prepared: " + output.toString(StandardCharsets.UTF_8));
        }
    }

    private void requireOwned() {
        if (!isOwned()) {
            throw new IllegalStateException("External brokers cannot be stopped (" + BOOTSTRAP_VARIABLE + ")");
        }
    }
}
