package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

class StackFileTest {

    private static final StackFile.Address ONE = new StackFile.Address("http://127.0.0.1:8081", "http://127.0.0.1:9081", null);

    @Test
    void writesTheDocumentedFields(@TempDir Path folder) throws Exception {
        // Given
        Path file = folder.resolve("stack.json");

        // When
        stack(ONE).write(file);

        // Then
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/edge").asText()).isEqualTo("http://127.0.0.1:8080");
        assertThat(json.at("/services/inventory-service/http").asText()).isEqualTo("http://127.0.0.1:8081");
        assertThat(json.at("/services/inventory-service/management").asText()).isEqualTo("http://127.0.0.1:9081");
        assertThat(json.at("/services/inventory-service").has("instances")).isFalse();
        assertThat(json.at("/kafka/bootstrapServers").asText()).isEqualTo("127.0.0.1:19092");
        assertThat(json.at("/postgres/host").asText()).isEqualTo("127.0.0.1");
        assertThat(json.at("/postgres/port").asInt()).isEqualTo(15432);
        assertThat(json.at("/postgres/user").asText()).isEqualTo("u");
        assertThat(json.at("/postgres/password").asText()).isEqualTo("p");
        assertThat(json.at("/postgres/databases/inventory-service").asText()).isEqualTo("inventory");
        assertThat(json.at("/simulator").asText()).isEqualTo("http://127.0.0.1:8090");
        assertThat(json.at("/jwt/issuer").asText()).isEqualTo("issuer");
        assertThat(json.at("/jwt/audience").asText()).isEqualTo("audience");
        assertThat(json.at("/jwt/privateKeyFile").asText()).isEqualTo("/private.pem");
        assertThat(json.at("/tokens/platformAdmin").asText()).isEqualTo("token");
        assertThat(json.at("/secrets/clerkWebhook").asText()).isEqualTo("whsec_x");
        assertThat(json.at("/secrets/carriers/twilio/accountSid").asText()).isEqualTo("AC1");
        assertThat(json.at("/secrets/carriers/twilio/authToken").asText()).isEqualTo("secret");
        assertThat(json.at("/publicBaseUrl").asText()).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void listsAllInstances(@TempDir Path folder) {
        // Given
        Path file = folder.resolve("stack.json");
        StackFile.Address other = new StackFile.Address("http://127.0.0.1:1", "http://127.0.0.1:2", null);
        StackFile stack = stack(new StackFile.Address(ONE.http(), ONE.management(), List.of(ONE, other)));

        // When
        stack.write(file);

        // Then
        assertThat(StackFile.read(file)).isEqualTo(stack);
    }

    private static StackFile stack(StackFile.Address address) {
        return new StackFile("http://127.0.0.1:8080", Map.of("inventory-service", address),
                new StackFile.Kafka("127.0.0.1:19092"),
                new StackFile.Postgres("127.0.0.1", 15432, "u", "p", Map.of("inventory-service", "inventory")),
                "http://127.0.0.1:8090",
                new StackFile.Jwt("issuer", "audience", "/private.pem", "/public.pem", "workspace_id", "groups"),
                new StackFile.TokenList("token"),
                new StackFile.Secrets("whsec_x", new StackFile.Carriers(new StackFile.Twilio("AC1", "secret"),
                        new StackFile.Telnyx("KEY1", "public", "private"),
                        new StackFile.Signalwire("project", "token", "signing"))),
                "http://127.0.0.1:8080");
    }
}
