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
import io.trunkline.carrier.testing.ShutAccounts;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageFailed;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;

/** What becomes of jobs while their account is not asked because it was refused. */
@QuarkusTest
@TestProfile(ShutAccounts.class)
class RefusedAccountTest extends GatewayTest {

    @Test
    void messagesWaitUntilItIsMendedAndOrdersFailAsIfItHadBeenAsked() {
        // Given: an account whose credentials were just refused
        String sender = bought().e164();
        CarrierSimulator.fault("\"operation\":\"any\",\"times\":1000,\"fault\":\"STATUS\",\"status\":401,\"code\":20003");
        SendMessage refused = text(sender);
        probe.publish(refused);
        assertThat(probe.await(MessageFailed.class, event -> event.messageId().equals(refused.messageId())).code())
                .isEqualTo("CARRIER_AUTH");
        int asked = CarrierSimulator.faultsFired();

        // When
        SendMessage waiting = text(sender);
        OrderNumber order = orderFor(anyNumber());
        probe.publish(waiting);
        probe.publish(order);

        // Then
        assertThat(probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId())).code())
                .isEqualTo("CARRIER_AUTH");
        await().atMost(1, SECONDS).untilAsserted(() -> assertThat(row("outgoing_message", waiting.messageId()).orElseThrow()
                .getString("code")).isEqualTo("CARRIER_AUTH"));
        assertThat(state("outgoing_message", waiting.messageId())).isEqualTo("WAITING");
        assertThat(CarrierSimulator.faultsFired()).isEqualTo(asked);

        // When
        CarrierSimulator.noFaults();

        // Then
        probe.await(MessageSent.class, event -> event.messageId().equals(waiting.messageId()));
    }

    private static SendMessage text(String sender) {
        return new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, sender, "+14155550198", "hello", List.of());
    }
}
