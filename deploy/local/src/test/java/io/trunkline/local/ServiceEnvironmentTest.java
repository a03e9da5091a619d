package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.trunkline.embedded.KafkaServer;
import io.trunkline.embedded.PostgresServer;

class ServiceEnvironmentTest {

    private static final StackFile.Address ADDRESS = new StackFile.Address("http://127.0.0.1:8083", "http://127.0.0.1:9083",
            null);

    @Test
    void connectsTheGatewayToAllCarriersOfTheSimulator(@TempDir Path folder) {
        Map<String, String> environment = environment(folder, Map.of());

        for (String carrier : new String[] { "TWILIO", "TELNYX", "SIGNALWIRE" }) {
            assertThat(environment.get("TRUNKLINE_CARRIERS_" + carrier + "_BASE_URL"))
                    .startsWith("http://127.0.0.1:8090/" + carrier.toLowerCase());
        }
    }

    @Test
    void aVariableOfTheUserTakesPrecedence(@TempDir Path folder) {
        Map<String, String> environment = environment(folder,
                Map.of("TRUNKLINE_CARRIERS_TWILIO_BASE_URL", "https://api.twilio.com", "TRUNKLINE_CARRIERS_TWILIO_ACCOUNT_SID",
                        "AC1", "TRUNKLINE_PUBLIC_BASE_URL", "https://tunnel.example", "TRUNKLINE_POSTGRES_DATABASE", "other"));

        assertThat(environment).doesNotContainKeys("TRUNKLINE_CARRIERS_TWILIO_BASE_URL",
                "TRUNKLINE_CARRIERS_TWILIO_ACCOUNT_SID", "TRUNKLINE_PUBLIC_BASE_URL");
        assertThat(environment).containsKey("TRUNKLINE_CARRIERS_TWILIO_AUTH_TOKENS")
                .containsEntry("TRUNKLINE_POSTGRES_DATABASE", "carrier");
    }

    private static Map<String, String> environment(Path folder, Map<String, String> exported) {
        return new ServiceEnvironment(Ports.standard(), PostgresServer.external("postgresql://u:p@127.0.0.1:15432"),
                KafkaServer.external("127.0.0.1:19092"), Keys.generate(folder), exported)
                .of(Service.CARRIER, ADDRESS);
    }
}
