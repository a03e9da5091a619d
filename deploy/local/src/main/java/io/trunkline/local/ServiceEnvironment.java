package io.trunkline.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.trunkline.embedded.KafkaServer;
import io.trunkline.embedded.PostgresServer;

/** The environment variables of every process. The names are those of production. */
record ServiceEnvironment(Ports ports, PostgresServer postgres, KafkaServer kafka, Keys keys) {

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
        environment.put("TRUNKLINE_PUBLIC_BASE_URL", edge());
        if (service == Service.WEBHOOK) {
            environment.put("TRUNKLINE_CLERK_WEBHOOK_SECRETS", keys.clerkWebhookSecret());
        }
        if (service == Service.WEBHOOK || service == Service.CARRIER) {
            environment.put("TRUNKLINE_CARRIERS_TWILIO_BASE_URL", simulator() + "/twilio");
            environment.put("TRUNKLINE_CARRIERS_TWILIO_PRICING_BASE_URL", simulator() + "/twilio");
            environment.put("TRUNKLINE_CARRIERS_TWILIO_ACCOUNT_SID", keys.twilioAccountSid());
            environment.put("TRUNKLINE_CARRIERS_TWILIO_AUTH_TOKENS", keys.twilioAuthToken());
        }
        return environment;
    }

    static Map<String, String> ofSimulator(Ports ports, Keys keys, Path ledger) {
        return Map.of(
                "SIMULATOR_PORT", String.valueOf(ports.of(Ports.SIMULATOR)),
                "SIMULATOR_TWILIO_ACCOUNT_SID", keys.twilioAccountSid(),
                "SIMULATOR_TWILIO_AUTH_TOKEN", keys.twilioAuthToken(),
                "SIMULATOR_CLERK_WEBHOOK_SECRET", keys.clerkWebhookSecret(),
                "SIMULATOR_CLERK_WEBHOOK_URL", url(ports.of(Ports.EDGE)) + "/api/webhooks/clerk",
                "SIMULATOR_LEDGER_FILE", ledger.toString());
    }

    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private static String portOf(String url) {
        return url.substring(url.lastIndexOf(':') + 1);
    }
}
