package io.trunkline.carrier.number;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

/** A number is released when the carrier's list does not show it, at every carrier and after any response. */
@QuarkusTest
class ReleaseProofTest extends GatewayTest {

    private static final Map<String, String> AREAS = Map.of("twilio", "702", "telnyx", "206", "signalwire", "303");

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "twilio     | \"operation\":\"release\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"",
            "telnyx     | \"operation\":\"release\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"",
            "signalwire | \"operation\":\"release\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"",
            "twilio     | \"operation\":\"release\",\"fault\":\"RESET_AFTER_EXECUTION\"",
            "telnyx     | \"operation\":\"release\",\"fault\":\"RESET_AFTER_EXECUTION\"",
            "signalwire | \"operation\":\"release\",\"fault\":\"RESET_AFTER_EXECUTION\"",
            "twilio     | \"operation\":\"release\",\"fault\":\"TIMEOUT_BEFORE_EXECUTION\"",
            "telnyx     | \"operation\":\"release\",\"fault\":\"HTML\"",
            "signalwire | \"operation\":\"release\",\"fault\":\"STATUS\",\"status\":500",
            // Not carried out, although the response looks as if the number were gone.
            "twilio     | \"operation\":\"release\",\"fault\":\"STATUS\",\"status\":404",
            "telnyx     | \"operation\":\"release\",\"fault\":\"STATUS\",\"status\":404",
            "signalwire | \"operation\":\"release\",\"fault\":\"STATUS\",\"status\":404",
            // Carried out, and the list cannot be read for a while.
            "twilio     | \"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":3",
            "telnyx     | \"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":3",
            "signalwire | \"operation\":\"list\",\"fault\":\"HTML\",\"times\":3" })
    void publishesTheReleaseWhenTheListDoesNotShowTheNumber(String carrier, String fault) {
        // Given
        NumberOrdered number = boughtAt(carrier);
        CarrierSimulator.fault(carrier, fault);
        ReleaseCarrierNumber command = release(number);

        // When
        probe.publish(command);
        CarrierNumberReleased released = probe.await(CarrierNumberReleased.class,
                event -> event.commandId().equals(command.commandId()));

        // Then
        assertThat(CarrierSimulator.faultsFired()).isPositive();
        assertThat(CarrierSimulator.owned(number.orderId().toString())).isEmpty();
        assertThat(CarrierSimulator.ledger("NUMBER_RELEASED", "number", number.e164())).singleElement()
                .satisfies(entry -> assertThat(OffsetDateTime.parse(entry.path("at").asText()).toInstant())
                        .isBefore(released.releasedAt().plusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "twilio", "telnyx", "signalwire" })
    void publishesNoReleaseWhileTheListCannotBeRead(String carrier) {
        NumberOrdered number = boughtAt(carrier);
        CarrierSimulator.fault(carrier, "\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":503,\"times\":1000");
        ReleaseCarrierNumber command = release(number);

        probe.publish(command);

        await().atMost(5, SECONDS).untilAsserted(
                () -> assertThat(CarrierSimulator.ledger("NUMBER_RELEASED", "number", number.e164())).hasSize(1));
        await().during(Duration.ofSeconds(1)).atMost(5, SECONDS).untilAsserted(() -> {
            assertThat(state("number_release", command.commandId())).isEqualTo("WAITING");
            assertThat(probe.events(CarrierNumberReleased.class))
                    .noneMatch(event -> event.commandId().equals(command.commandId()));
        });
        CarrierSimulator.noFaults();
        probe.await(CarrierNumberReleased.class, event -> event.commandId().equals(command.commandId()));
    }

    @Test
    void retriesATooEarlyReleaseAfterTheHoldingPeriod() {
        // Given
        NumberOrdered number = boughtAt("signalwire");
        CarrierSimulator.fault("signalwire",
                "\"operation\":\"release\",\"fault\":\"STATUS\",\"status\":422,\"code\":22121");
        ReleaseCarrierNumber command = release(number);

        // When
        probe.publish(command);

        // Then
        await().atMost(5, SECONDS).untilAsserted(() -> {
            var row = row("number_release", command.commandId()).orElseThrow();
            assertThat(row.getString("code")).isEqualTo("RELEASE_TOO_EARLY");
            assertThat(row.getOffsetDateTime("due_at")).isBetween(
                    number.orderedAt().plus(Duration.ofDays(14)).atOffset(ZoneOffset.UTC),
                    number.orderedAt().plus(Duration.ofDays(14)).plusSeconds(90).atOffset(ZoneOffset.UTC));
        });
        sql("update number_release set due_at = clock_timestamp() where id = $1", command.commandId());
        probe.await(CarrierNumberReleased.class, event -> event.commandId().equals(command.commandId()));
        assertThat(CarrierSimulator.owned(number.orderId().toString())).isEmpty();
    }

    private static NumberOrdered boughtAt(String carrier) {
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, carrier, null,
                new NumberCriteria("US", NumberType.LOCAL, AREAS.get(carrier)));
        probe.publish(order);
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    private static ReleaseCarrierNumber release(NumberOrdered number) {
        return new ReleaseCarrierNumber(UUID.randomUUID(), number.e164(), number.carrier(), number.carrierNumberId());
    }
}
