package io.trunkline.kit.testing;

import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.embedded.KafkaServer;
import io.trunkline.embedded.PostgresServer;
import io.trunkline.events.Topics;

/**
 * A real PostgreSQL and a real Kafka for the tests of a service, and the signing keys of its tokens. The argument
 * {@code database} is the name of the service's database.
 */
public class Backends implements QuarkusTestResourceLifecycleManager {

    private static final int PARTITIONS = 2;

    private static PostgresServer postgres;
    private static KafkaServer kafka;

    private String database;

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.get("database");
    }

    @Override
    public Map<String, String> start() {
        postgres = PostgresServer.startOrUse();
        postgres.createDatabase(database);
        kafka = KafkaServer.startOrUse();
        kafka.createTopics(Topics.all(), Topics.compacted(), PARTITIONS);
        Map<String, String> config = new HashMap<>();
        config.put("trunkline.postgres.host", postgres.host());
        config.put("trunkline.postgres.port", String.valueOf(postgres.port()));
        config.put("trunkline.postgres.user", postgres.user());
        config.put("trunkline.postgres.password", postgres.password());
        config.put("trunkline.postgres.database", database);
        config.put("kafka.bootstrap.servers", kafka.bootstrapServers());
        config.put("trunkline.jwt.issuer", Tokens.ISSUER);
        config.put("trunkline.jwt.audience", Tokens.AUDIENCE);
        config.put("trunkline.jwt.public-key-location", Tokens.publicKeyLocation());
        config.put("trunkline.public-base-url", "https://hooks.example.com");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        return config;
    }

    /** For fault tests: stop and restart it. */
    public static PostgresServer postgres() {
        return postgres;
    }

    /** For fault tests: stop and restart it. */
    public static KafkaServer kafka() {
        return kafka;
    }

    @Override
    public void stop() {
        kafka.close();
        postgres.close();
    }
}
