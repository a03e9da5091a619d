package io.trunkline.carrier.number;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberOrdered;

@QuarkusTest
class ReleaseTest extends GatewayTest {

    @Test
    void releasesOnceForARepeatedCommand() {
        // Given
        NumberOrdered number = bought();
        ReleaseCarrierNumber command = release(number.e164(), number.carrierNumberId());

        // When
        probe.publish(command);
        CarrierNumberReleased released = released(command);
        probe.publish(command);
        bought();

        // Then
        assertThat(released.e164()).isEqualTo(number.e164());
        assertThat(released.carrier()).isEqualTo("twilio");
        assertThat(CarrierSimulator.ledger("NUMBER_RELEASED", "number", number.e164())).hasSize(1);
        assertThat(CarrierSimulator.owned(number.orderId().toString())).isEmpty();
    }

    @Test
    void republishesTheClosingEventForARepeatedCommand() {
        ReleaseCarrierNumber command = release(anyNumber(), null);
        probe.publish(command);
        released(command);

        probe.publish(command);

        await().untilAsserted(() -> assertThat(probe.events(CarrierNumberReleased.class))
                .filteredOn(event -> event.commandId().equals(command.commandId())).hasSize(2).containsOnly(released(command)));
    }

    @Test
    void looksUpANumberByItsE164() {
        NumberOrdered number = bought();
        ReleaseCarrierNumber command = release(number.e164(), null);

        probe.publish(command);

        released(command);
        assertThat(CarrierSimulator.owned(number.orderId().toString())).isEmpty();
    }

    @Test
    void releasesANumberThatTheAccountDoesNotHold() {
        ReleaseCarrierNumber byDigits = release(anyNumber(), null);
        ReleaseCarrierNumber byId = release(anyNumber(), "PN" + "0".repeat(32));

        probe.publish(byDigits);
        probe.publish(byId);

        released(byDigits);
        released(byId);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"fault\":\"STATUS\",\"status\":500", "\"fault\":\"TIMEOUT_AFTER_EXECUTION\"",
            "\"fault\":\"STATUS\",\"status\":400,\"code\":20001", "\"fault\":\"STATUS\",\"status\":401,\"code\":20003",
            "\"fault\":\"HTML\",\"status\":404" })
    void retriesUntilTheCarrierConfirms(String fault) {
        NumberOrdered number = bought();
        CarrierSimulator.fault("\"operation\":\"release\",\"times\":2," + fault);
        ReleaseCarrierNumber command = release(number.e164(), number.carrierNumberId());

        probe.publish(command);

        released(command);
        await().atMost(1, SECONDS)
                .untilAsserted(() -> assertThat(CarrierSimulator.owned(number.orderId().toString())).isEmpty());
        assertThat(state("number_release", command.commandId())).isEqualTo("SUCCEEDED");
    }

    @Test
    void doesNotReleaseALaterPurchaseOfTheSameNumber() {
        // Given: released, and the response is lost
        NumberOrdered number = bought();
        CarrierSimulator.fault("\"operation\":\"release\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");
        ReleaseCarrierNumber command = release(number.e164(), null);
        probe.publish(command);
        await().atMost(5, SECONDS).untilAsserted(
                () -> assertThat(CarrierSimulator.ledger("NUMBER_RELEASED", "number", number.e164())).hasSize(1));

        // When
        OrderNumber again = orderFor(number.e164());
        probe.publish(again);
        probe.await(NumberOrdered.class, event -> event.orderId().equals(again.orderId()));

        // Then
        released(command);
        assertThat(CarrierSimulator.owned(again.orderId().toString())).hasSize(1);
    }

    private static ReleaseCarrierNumber release(String e164, String carrierNumberId) {
        return new ReleaseCarrierNumber(UUID.randomUUID(), e164, null, carrierNumberId);
    }

    private static CarrierNumberReleased released(ReleaseCarrierNumber command) {
        return probe.await(CarrierNumberReleased.class, event -> event.commandId().equals(command.commandId()));
    }
}
