package io.trunkline.carrier.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.ShortProbeIntervalProfile;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;

/** Jobs of an account that the carrier refused and that is not called. */
@QuarkusTest
@TestProfile(ShortProbeIntervalProfile.class)
class RefusedAccountTest extends GatewayTest {

    @Test
    void messagesWaitAndOrdersFailWhileTheAccountIsRefused() {
        // Given: an account whose credentials were just refused
        String sender = bought().e164();
        CarrierSimulator.fault("\"operation\":\"any\",\"times\":1000,\"fault\":\"STATUS\",\"status\":401,\"code\":20003");
        SendMessage refused = text(sender, "+14155550198");
        probe.publish(refused);
        awaitCode(refused);
        int asked = CarrierSimulator.faultsFired();

        // When
        SendMessage waiting = text(sender, "+14155550197");
        OrderNumber order = orderFor(anyNumber());
        probe.publish(waiting);
        probe.publish(order);

        // Then
        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId())).code())
                .isEqualTo("CARRIER_AUTH");
        awaitCode(waiting);
        assertThat(state("outgoing_message", waiting.messageId())).isEqualTo("WAITING");
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(asked);

        // When
        CarrierSimulator.noFaults();

        // Then
        probe.await(MessageSent.class, event -> event.messageId().equals(waiting.messageId()));
        probe.await(MessageSent.class, event -> event.messageId().equals(refused.messageId()));
    }

    private void awaitCode(SendMessage message) {
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(row("outgoing_message", message.messageId())
                .map(row -> row.getString("code"))).contains("CARRIER_AUTH"));
    }

    private static SendMessage text(String sender, String to) {
        return new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, sender, to, "hello", List.of());
    }
}
