package io.trunkline.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.trunkline.embedded.KafkaServer;
import io.trunkline.embedded.PostgresServer;

/**
 * The environment variables of every process. The names are those of production.
 *
 * @param exported the variables of the process that starts the system
 */
record ServiceEnvironment(Ports ports, PostgresServer postgres, KafkaServer kafka, Keys keys, Map<String, String> exported) {

    private static final String PUBLIC_BASE_URL = "TRUNKLINE_PUBLIC_BASE_URL";

    String edge() {
        return url(ports.of(Ports.EDGE));
    }

    String simulator() {
        return url(ports.of(Ports.SIMULATOR));
    }

    Map<String, String> of(Service service, StackFile.Address address) {
        Map<String, String> environment = new TreeMap<>(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", portOf(address.http()),
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", portOf(address.management()),
                "KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers(),
                "TRUNKLINE_POSTGRES_HOST", postgres.host(),
                "TRUNKLINE_POSTGRES_PORT", String.valueOf(postgres.port()),
                "TRUNKLINE_POSTGRES_USER", postgres.user(),
                "TRUNKLINE_POSTGRES_PASSWORD", postgres.password(),
                "TRUNKLINE_POSTGRES_DATABASE", service.database()));
        environment.put("TRUNKLINE_JWT_ISSUER", Tokens.ISSUER);
        environment.put("TRUNKLINE_JWT_AUDIENCE", Tokens.AUDIENCE);
        environment.put("TRUNKLINE_JWT_PUBLIC_KEY_LOCATION", keys.publicKeyFile().toString());
        environment.put(PUBLIC_BASE_URL, edge());
        if (service == Service.WEBHOOK) {
            environment.put("TRUNKLINE_CLERK_WEBHOOK_SECRETS", keys.clerkWebhookSecret());
        }
        if (service == Service.WEBHOOK || service == Service.CARRIER) {
            environment.putAll(keys.carriers().ofService(simulator()));
        }
        environment.keySet().removeIf(this::isSetByUser);
        return environment;
    }

    /** The address that carriers call: the user's, such as a tunnel's, or the edge. */
    String publicBaseUrl() {
        return exported.getOrDefault(PUBLIC_BASE_URL, edge());
    }

    /**
     * An exported variable, such as the credentials of a real account, takes precedence: the services inherit it. The
     * database's differ by service.
     */
    private boolean isSetByUser(String variable) {
        return variable.startsWith("TRUNKLINE_") && !variable.startsWith("TRUNKLINE_POSTGRES_")
                && exported.containsKey(variable);
    }

    static Map<String, String> ofSimulator(Ports ports, Keys keys, Path ledger) {
        Map<String, String> environment = new TreeMap<>(keys.carriers().ofSimulator());
        environment.put("SIMULATOR_PORT", String.valueOf(ports.of(Ports.SIMULATOR)));
        environment.put("SIMULATOR_CLERK_WEBHOOK_SECRET", keys.clerkWebhookSecret());
        environment.put("SIMULATOR_CLERK_WEBHOOK_URL", url(ports.of(Ports.EDGE)) + "/api/webhooks/clerk");
        environment.put("SIMULATOR_LEDGER_FILE", ledger.toString());
        return environment;
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String portOf(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }
}
