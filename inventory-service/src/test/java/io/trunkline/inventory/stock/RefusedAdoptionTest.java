package io.trunkline.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.inventory.InventoryTest;

/** A number that was bought and cannot be assigned is returned to its carrier. */
@QuarkusTest
class RefusedAdoptionTest extends InventoryTest {

    @Inject
    CommandResendScheduler resends;

    @Test
    void returnsANumberThatItRefusesUntilTheCarrierConfirms() throws Throwable {
        // Given
        NumberAssigned before = adopt(orderFor(workspace(), "+14155550101"));
        release(before, Disposal.QUARANTINE);
        NumberOrdered again = orderFor(workspace(), "+14155550101");

        // When
        kafka.publish(again);
        kafka.publish(again);

        // Then
        ReleaseCarrierNumber command = kafka.await(ReleaseCarrierNumber.class,
                sent -> again.carrierNumberId().equals(sent.carrierNumberId()));
        assertThat(command.e164()).isEqualTo("+14155550101");
        await().untilAsserted(() -> assertThat(refusalsOf(again)).hasSize(2));
        assertThat(returnsOf(again)).as("one obligation").containsOnly(command);

        // When
        sql("update carrier_release set sent_at = now() - interval '16 minutes'");
        VertxContextSupport.subscribeAndAwait(resends::resendUnanswered);

        // Then
        await().untilAsserted(() -> assertThat(returnsOf(again)).hasSize(2).containsOnly(command));

        // When
        kafka.publish(new CarrierNumberReleased(command.commandId(), "+14155550101", "twilio", Instant.now()));

        // Then
        await().untilAsserted(() -> assertThat(sql("select 1 from carrier_release where confirmed_at is not null")).hasSize(1));
        sql("update carrier_release set sent_at = now() - interval '16 minutes'");
        VertxContextSupport.subscribeAndAwait(resends::resendUnanswered);
        assertThat(count("lifecycle = 'QUARANTINED' and id = $1", before.numberId())).isEqualTo(1);
        assertThat(returnsOf(again)).hasSize(2);
    }

    @Test
    void theConfirmationOfARefusedNumberDoesNotRetireTheOtherRow() {
        // Given
        NumberAssigned owned = adopt(orderFor(workspace(), "+14155550101"));
        NumberOrdered again = orderFor(workspace(), "+14155550101");
        kafka.publish(again);
        ReleaseCarrierNumber command = kafka.await(ReleaseCarrierNumber.class,
                sent -> again.carrierNumberId().equals(sent.carrierNumberId()));
        release(owned, Disposal.CARRIER);

        // When
        kafka.publish(new CarrierNumberReleased(command.commandId(), "+14155550101", "twilio", Instant.now()));

        // Then
        await().untilAsserted(() -> assertThat(sql("select 1 from carrier_release where confirmed_at is not null")).hasSize(1));
        assertThat(count("lifecycle = 'RELEASING' and id = $1", owned.numberId())).isEqualTo(1);
    }

    @Test
    void aRowThatDoesNotKnowItsNumberAtTheCarrierGetsTheBoughtOne() {
        // Given
        UUID row = stock("+14155550101");
        ClaimNumber claim = claim(workspace());
        kafka.publish(claim);
        kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
        NumberOrdered again = orderFor(workspace(), "+14155550101");

        // When
        kafka.publish(again);

        // Then
        refusalOf(again);
        assertThat(count("id = $1 and carrier_number_id = $2", row, again.carrierNumberId())).isEqualTo(1);
        assertThat(sql("select 1 from carrier_release")).isEmpty();
    }

    @Test
    void returnsANumberThatWasBoughtForAnOperationThatHasGivenUp() {
        // Given
        NumberOrdered order = orderFor(workspace(), "+14155550101");
        kafka.publish(new ReleaseNumber(order.operationId(), order.workspaceId(), null, Disposal.CARRIER, "test",
                order.operationId()));
        kafka.await(NumberReleaseRefused.class, answer -> answer.operationId().equals(order.operationId()));

        // When
        kafka.publish(order);

        // Then
        ReleaseCarrierNumber command = kafka.await(ReleaseCarrierNumber.class,
                sent -> order.carrierNumberId().equals(sent.carrierNumberId()));
        assertThat(command.e164()).isEqualTo("+14155550101");
        refusalOf(order);
        assertThat(count("lifecycle = 'RELEASING'")).isEqualTo(1);
    }

    @Test
    void returnsANumberForTheStockThatIsNotFreeHere() {
        // Given
        adopt(orderFor(workspace(), "+18885550101"));
        NumberOrdered order = orderForStock("+18885550101");

        // When
        kafka.publish(order);

        // Then
        kafka.await(ReleaseCarrierNumber.class, sent -> order.carrierNumberId().equals(sent.carrierNumberId()));
    }

    private static List<ReleaseCarrierNumber> returnsOf(NumberOrdered order) {
        return kafka.events(ReleaseCarrierNumber.class).stream()
                .filter(sent -> order.carrierNumberId().equals(sent.carrierNumberId())).toList();
    }

    private static List<NumberAssignmentRefused> refusalsOf(NumberOrdered order) {
        return kafka.events(NumberAssignmentRefused.class).stream()
                .filter(refused -> refused.operationId().equals(order.operationId())).toList();
    }
}
