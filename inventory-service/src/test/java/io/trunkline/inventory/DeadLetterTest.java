package io.trunkline.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.Topics;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;

/** A record that cannot be processed does not stop the records behind it. */
@QuarkusTest
class DeadLetterTest extends InventoryTest {

    private static final String COMMANDS_DLQ = Topics.INVENTORY_COMMANDS + ".inventory-service.dlq";
    private static final String CARRIER_DLQ = Topics.CARRIER_EVENTS + ".inventory-service.dlq";

    @Test
    void sendsUnreadableRecordsToTheDeadLetterTopicAndContinues() {
        // Given
        Backends.kafka().createTopics(List.of(COMMANDS_DLQ, CARRIER_DLQ), 1);
        stock("+14155550101");
        ClaimNumber claim = claim(workspace());
        String type = WireTypes.of(ClaimNumber.class);
        try (EventProbe probe = new EventProbe(Backends.kafka().bootstrapServers(), COMMANDS_DLQ, CARRIER_DLQ)) {
            // When
            probe.publish(claim.topic(), claim.key(), UUID.randomUUID().toString(), type, "{\"operationId\":".getBytes(UTF_8));
            probe.publish(claim.topic(), claim.key(), UUID.randomUUID().toString(), type, "{}".getBytes(UTF_8));
            probe.publish(Topics.CARRIER_EVENTS, "key", UUID.randomUUID().toString(), null, "hello".getBytes(UTF_8));
            probe.publish(claim);

            // Then
            probe.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                assertThat(probe.records(COMMANDS_DLQ)).extracting(message -> new String(message.value(), UTF_8))
                        .containsExactly("{\"operationId\":", "{}");
                assertThat(probe.records(CARRIER_DLQ)).hasSize(1);
            });
        }
    }

    @Test
    void skipsAnUnknownEventType() {
        // Given
        stock("+14155550101");
        ClaimNumber claim = claim(workspace());

        // When
        kafka.publish(claim.topic(), claim.key(), UUID.randomUUID().toString(),
                "io.trunkline.inventory-commands.PolishNumber.v1", "{}".getBytes(UTF_8));
        kafka.publish(claim);

        // Then
        kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
    }
}
