package io.trunkline.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAdded;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberRetired;
import io.trunkline.inventory.InventoryTest;
import io.vertx.mutiny.sqlclient.Row;

@QuarkusTest
class AdoptionTest extends InventoryTest {

    @Inject
    CarrierEventConsumer consumer;

    @Test
    void assignsANumberThatWasBoughtForAWorkspace() {
        // Given
        NumberOrdered order = orderFor(workspace(), "+14155550101");

        // When
        NumberAssigned assigned = adopt(order);

        // Then
        assertThat(assigned.workspaceId()).isEqualTo(order.workspaceId());
        assertThat(assigned.slot()).isEqualTo(order.slot());
        assertThat(assigned.e164()).isEqualTo("+14155550101");
        assertThat(assigned.carrierAccount()).isEqualTo("AC1");
        assertThat(assigned.carrierNumberId()).isEqualTo(order.carrierNumberId());
        assertThat(assigned.orderId()).isEqualTo(order.orderId());
        Row row = sql("select * from phone_number").get(0);
        assertThat(row.getString("area_code")).isEqualTo("415");
        assertThat(row.getString("business_name")).isEqualTo("Acme");
        assertThat(row.getUUID("order_id")).isEqualTo(order.orderId());
        assertThat(row.getBoolean("sms")).isTrue();
        assertThat(row.getBoolean("mms")).isFalse();
    }

    @Test
    void answersARepeatedOrderWithTheSameAssignment() {
        // Given
        NumberOrdered order = orderFor(workspace(), "+14155550101");
        NumberAssigned first = adopt(order);

        // When
        kafka.publish(order);

        // Then
        await().untilAsserted(() -> assertThat(answersTo(order)).hasSize(2).containsOnly(first));
        assertThat(count("true")).isEqualTo(1);
    }

    @Test
    void addsANumberThatWasBoughtForTheStockOnce() {
        // Given
        NumberOrdered order = orderForStock("+18885550101");

        // When
        kafka.publish(order);
        kafka.publish(order);

        // Then
        NumberAdded added = kafka.await(NumberAdded.class, event -> order.orderId().equals(event.orderId()));
        assertThat(added.e164()).isEqualTo("+18885550101");
        assertThat(added.carrierNumberId()).isEqualTo(order.carrierNumberId());
        await().untilAsserted(() -> assertThat(sql("select 1 from inbox")).hasSize(2));
        assertThat(count("assignment = 'FREE'")).isEqualTo(1);
        assertThat(kafka.events(NumberAdded.class)).filteredOn(event -> order.orderId().equals(event.orderId())).hasSize(1);
    }

    @Test
    void addsABoughtNumberToTheStockWhenItsSlotHasAnother() {
        // Given
        NumberOrdered first = orderFor(workspace(), "+14155550101");
        NumberAssigned held = adopt(first);
        NumberOrdered second = orderFor(first.workspaceId(), "+14155550102");

        // When
        NumberAssigned answer = adopt(second);

        // Then
        assertThat(answer.numberId()).isEqualTo(held.numberId());
        kafka.await(NumberAdded.class, event -> second.orderId().equals(event.orderId()));
        assertThat(count("assignment = 'FREE' and e164 = '+14155550102'")).isEqualTo(1);
        assertThat(count("assignment = 'ASSIGNED' and operation_id = $1", first.operationId())).isEqualTo(1);
    }

    @Test
    void assignsOneNumberWhenManyAreBoughtForOneSlotAtOnce() throws Exception {
        // Given
        String workspace = workspace();
        List<NumberOrdered> bought = IntStream.range(0, 20)
                .mapToObj(n -> orderFor(workspace, "+1415555%04d".formatted(n))).toList();

        // When
        runConcurrently(bought.stream().<Supplier<Uni<Void>>> map(order -> {
            var message = delivery(UUID.randomUUID(), order);
            return () -> consumer.consume(message);
        }).toList());

        // Then
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
        assertThat(count("assignment = 'FREE'")).isEqualTo(19);
        await().untilAsserted(() -> assertThat(bought).allSatisfy(order -> assertThat(answersTo(order)).hasSize(1)));
        assertThat(bought.stream().flatMap(order -> answersTo(order).stream()).map(NumberAssigned::e164).distinct()).hasSize(1);
    }

    @Test
    void assignsANumberThatWasInTheStockAlready() {
        // Given
        UUID added = stock("+14155550101");
        NumberOrdered order = orderFor(workspace(), "+14155550101");

        // When
        NumberAssigned assigned = adopt(order);

        // Then
        assertThat(assigned.numberId()).isEqualTo(added);
        assertThat(assigned.carrierNumberId()).isEqualTo(order.carrierNumberId());
        assertThat(count("true")).isEqualTo(1);
        assertThat(count("order_id = $1 and voice", order.orderId())).isEqualTo(1);
    }

    @Test
    void refusesANumberThatAnotherWorkspaceHas() {
        // Given
        NumberAssigned owned = adopt(orderFor(workspace(), "+14155550101"));
        NumberOrdered order = orderFor(workspace(), "+14155550101");

        // When
        kafka.publish(order);

        // Then
        assertThat(refusalOf(order).code()).isEqualTo("NUMBER_NOT_ASSIGNABLE");
        assertThat(answersTo(order)).isEmpty();
        assertThat(count("workspace_id = $1", owned.workspaceId())).isEqualTo(1);
        assertThat(count("true")).isEqualTo(1);
        assertThat(count("order_id = $1", order.orderId())).as("stored another number's order").isZero();
    }

    @ParameterizedTest
    @EnumSource(value = Disposal.class, names = { "QUARANTINE", "SET_ASIDE" })
    void refusesToAssignAQuarantinedOrSetAsideNumber(Disposal disposal) {
        // Given
        release(adopt(orderFor(workspace(), "+14155550101")), disposal);
        NumberOrdered order = orderFor(workspace(), "+14155550101");

        // When
        kafka.publish(order);

        // Then
        assertThat(refusalOf(order).slot()).isEqualTo(order.slot());
        assertThat(count("workspace_id is not null")).isZero();
        assertThat(count("order_id = $1", order.orderId())).as("stored another number's order").isZero();
    }

    /** libphonenumber takes this US toll-free number for a Dominican one. */
    @Test
    void storesTheKindThatWasOrdered() {
        // Given
        NumberOrdered order = orderForStock("+18000050072");

        // When
        kafka.publish(order);

        // Then
        kafka.await(NumberAdded.class, event -> order.orderId().equals(event.orderId()));
        assertThat(count("country = 'US' and number_type = 'TOLL_FREE'")).isEqualTo(1);
    }

    @Test
    void refusesToAssignAReleasedNumberAgain() {
        // Given
        NumberOrdered order = orderFor(workspace(), "+14155550101");
        release(adopt(order), Disposal.QUARANTINE);

        // When
        kafka.publish(order);

        // Then
        assertThat(refusalOf(order).e164()).isEqualTo("+14155550101");
        assertThat(count("lifecycle = 'QUARANTINED'")).isEqualTo(1);
    }

    @Test
    void adoptsANumberThatIsSoldAgainBeforeItsReleaseIsConfirmed() {
        // Given
        NumberAssigned before = adopt(orderFor(workspace(), "+14155550101"));
        release(before, Disposal.CARRIER);

        // When
        NumberAssigned after = adopt(orderFor(workspace(), "+14155550101"));

        // Then
        assertThat(after.numberId()).isNotEqualTo(before.numberId());
        kafka.await(NumberRetired.class, event -> event.numberId().equals(before.numberId()));

        // When
        kafka.publish(new CarrierNumberReleased(UUID.randomUUID(), "+14155550101", "twilio", Instant.now()));

        // Then
        await().untilAsserted(() -> assertThat(sql("select 1 from inbox where consumer = 'inventory.carrier-events'"))
                .hasSize(3));
        assertThat(count("workspace_id = $1", after.workspaceId())).isEqualTo(1);
    }

    @Test
    void recordsTheCarrierIdsOfAConfiguredNumber() {
        // Given
        UUID id = stock("+14155550101");

        // When
        kafka.publish(new NumberConfigured(UUID.randomUUID(), UUID.randomUUID(), "org_1", "+14155550101", "twilio", "AC1",
                "PN1", Instant.now()));
        kafka.publish(new NumberConfigured(UUID.randomUUID(), UUID.randomUUID(), "org_1", "+14155550101", "twilio", "AC2",
                "PN2", Instant.now()));

        // Then
        await().untilAsserted(() -> assertThat(sql("select 1 from inbox")).hasSize(2));
        assertThat(count("id = $1 and carrier_account = 'AC1' and carrier_number_id = 'PN1'", id)).isEqualTo(1);
    }

    @Test
    void answersARepeatedClaimWithTheOrderedNumber() {
        // Given
        stock("+14155550199");
        NumberOrdered order = orderFor(workspace(), "+14155550101");
        NumberAssigned assigned = adopt(order);
        ClaimNumber late = new ClaimNumber(order.operationId(), order.workspaceId(), "Acme", SLOT, null);

        // When
        kafka.publish(late);

        // Then
        await().untilAsserted(() -> assertThat(answersTo(order)).hasSize(2).containsOnly(assigned));
        assertThat(count("assignment = 'FREE'")).isEqualTo(1);
    }

    private List<NumberAssigned> answersTo(NumberOrdered order) {
        return kafka.events(NumberAssigned.class).stream()
                .filter(answer -> answer.operationId().equals(order.operationId())).toList();
    }
}
