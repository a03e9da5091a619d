package io.trunkline.carrier.number;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;

/** That a number is gone is believed of the account that had it, and of no other one. */
@QuarkusTest
class ReleaseAccountTest extends GatewayTest {

    private static final String OTHER_ACCOUNT = "AC" + "f".repeat(32);

    @Test
    void publishesNoReleaseWithTheCredentialsOfAnotherAccount() {
        ReleaseCarrierNumber command = new ReleaseCarrierNumber(UUID.randomUUID(), anyNumber(), "twilio", "PN" + "0".repeat(32),
                OTHER_ACCOUNT);

        probe.publish(command);

        assertNotReleased(command, "CARRIER_AUTH");
    }

    @Test
    void comparesTheAccountOfTheOrderWithoutOneInTheCommand() {
        NumberOrdered number = bought();
        sql("update carrier_order set carrier_account = $2 where id = $1", number.orderId(), OTHER_ACCOUNT);
        ReleaseCarrierNumber command = new ReleaseCarrierNumber(UUID.randomUUID(), number.e164(), "twilio",
                number.carrierNumberId());

        probe.publish(command);

        assertNotReleased(command, "CARRIER_AUTH");
        assertThat(CarrierSimulator.owned(number.orderId().toString())).hasSize(1);
    }

    @Test
    void publishesNoReleaseOfANumberAtAnotherCarrier() {
        // Given
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, "telnyx", null,
                new NumberCriteria("US", NumberType.LOCAL, "206"));
        probe.publish(order);
        NumberOrdered number = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));

        // When
        ReleaseCarrierNumber command = new ReleaseCarrierNumber(UUID.randomUUID(), number.e164(), null, null);
        probe.publish(command);

        // Then
        assertNotReleased(command, "NOT_FOUND");
        assertThat(CarrierSimulator.owned(order.orderId().toString())).hasSize(1);
    }

    @Test
    void releasesANumberOfTheSameAccount() {
        NumberOrdered number = bought();
        ReleaseCarrierNumber command = new ReleaseCarrierNumber(UUID.randomUUID(), number.e164(), "twilio",
                number.carrierNumberId(), CarrierSimulator.ACCOUNT);

        probe.publish(command);

        probe.await(CarrierNumberReleased.class, event -> event.commandId().equals(command.commandId()));
        assertThat(CarrierSimulator.owned(number.orderId().toString())).isEmpty();
    }

    private void assertNotReleased(ReleaseCarrierNumber command, String code) {
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(row("number_release", command.commandId()).orElseThrow()
                .getString("code")).isEqualTo(code));
        await().during(1, SECONDS).atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(state("number_release", command.commandId())).isEqualTo("WAITING"));
        assertThat(probe.events(CarrierNumberReleased.class)).noneMatch(event -> event.commandId().equals(command.commandId()));
        sql("update number_release set due_at = null, epoch = epoch + 1 where id = $1", command.commandId());
    }
}
