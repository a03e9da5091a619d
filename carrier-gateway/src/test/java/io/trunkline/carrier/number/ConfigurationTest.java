package io.trunkline.carrier.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.ConfigureNumber;
import io.trunkline.events.CarrierEvent.NumberConfigurationFailed;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
class ConfigurationTest extends GatewayTest {

    @Test
    void setsTheWebhooksOfANumber() {
        // Given
        NumberOrdered number = bought();
        ConfigureNumber command = configure(number.e164(), number.carrierNumberId());

        // When
        probe.publish(command);

        // Then
        NumberConfigured configured = configured(command);
        assertThat(configured.e164()).isEqualTo(number.e164());
        assertThat(configured.operationId()).isEqualTo(command.operationId());
        assertThat(configured.workspaceId()).isEqualTo("ws_1");
        assertThat(configured.carrier()).isEqualTo("twilio");
        assertThat(configured.carrierAccount()).isEqualTo(CarrierSimulator.ACCOUNT);
        assertThat(configured.carrierNumberId()).isEqualTo(number.carrierNumberId());
        assertThat(CarrierSimulator.ledger("NUMBER_CONFIGURED", "number", number.e164())).singleElement()
                .satisfies(entry -> assertThat(entry.path("smsUrl").asText())
                        .startsWith("https://hooks.example.com/api/webhooks/twilio/sms#"));
    }

    @Test
    void looksUpANumberByItsE164() {
        NumberOrdered number = bought();
        ConfigureNumber command = configure(number.e164(), null);

        probe.publish(command);

        assertThat(configured(command).carrierNumberId()).isEqualTo(number.carrierNumberId());
    }

    @Test
    void configuresOnceForARepeatedCommand() {
        NumberOrdered number = bought();
        ConfigureNumber command = configure(number.e164(), number.carrierNumberId());

        probe.publish(command);
        configured(command);
        probe.publish(command);
        bought();

        assertThat(CarrierSimulator.ledger("NUMBER_CONFIGURED", "number", number.e164())).hasSize(1);
    }

    @Test
    void rejectsANumberThatWeDoNotOwn() {
        ConfigureNumber byDigits = configure(anyNumber(), null);
        ConfigureNumber byId = configure(anyNumber(), "PN" + "0".repeat(32));
        ConfigureNumber byTheIdOfAnother = configure(anyNumber(), bought().carrierNumberId());

        probe.publish(byDigits);
        probe.publish(byId);
        probe.publish(byTheIdOfAnother);

        assertThat(failed(byDigits).code()).isEqualTo("NUMBER_NOT_OWNED");
        assertThat(failed(byId).code()).isEqualTo("NUMBER_NOT_OWNED");
        assertThat(failed(byTheIdOfAnother).code()).isEqualTo("NUMBER_NOT_OWNED");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"STATUS\",\"status\":503", "\"fault\":\"STATUS\",\"status\":429",
            "\"fault\":\"RESET_AFTER_EXECUTION\"", "\"fault\":\"HTML\"" })
    void retriesTransientFailures(String fault) {
        NumberOrdered number = bought();
        CarrierSimulator.fault("\"operation\":\"configure\",\"times\":3," + fault);
        ConfigureNumber command = configure(number.e164(), number.carrierNumberId());

        probe.publish(command);

        configured(command);
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(3);
    }

    @Test
    void failsWhenTheCarrierRefuses() {
        NumberOrdered number = bought();
        CarrierSimulator.fault("\"operation\":\"configure\",\"fault\":\"STATUS\",\"status\":400,\"code\":21502");
        ConfigureNumber command = configure(number.e164(), number.carrierNumberId());

        probe.publish(command);

        assertThat(failed(command).code()).isEqualTo("INVALID_REQUEST");
    }

    private static ConfigureNumber configure(String e164, String carrierNumberId) {
        return new ConfigureNumber(UUID.randomUUID(), UUID.randomUUID(), "ws_1", e164, null, carrierNumberId);
    }

    private static NumberConfigured configured(ConfigureNumber command) {
        return probe.await(NumberConfigured.class, event -> event.commandId().equals(command.commandId()));
    }

    private static NumberConfigurationFailed failed(ConfigureNumber command) {
        return probe.await(NumberConfigurationFailed.class, event -> event.commandId().equals(command.commandId()));
    }
}
