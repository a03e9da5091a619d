package io.trunkline.inventory.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.inventory.InventoryTest;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;

/** An operation gives up what it was assigned, or will be. */
@QuarkusTest
class GiveUpTest extends InventoryTest {

    @Test
    void releasesTheNumberThatAnOperationGivesUp() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");
        ReleaseNumber giveUp = giveUp(assigned, assigned.numberId());

        // When
        kafka.publish(giveUp);
        kafka.publish(giveUp);

        // Then
        await().untilAsserted(() -> assertThat(answersTo(giveUp)).hasSize(2));
        assertThat(answersTo(giveUp).stream().distinct()).hasSize(1);
        assertThat(count("lifecycle = 'QUARANTINED'")).isEqualTo(1);
    }

    @Test
    void keepsANumberThatAnotherOperationOfItsSlotHasTooUntilBothGiveItUp() {
        // Given
        NumberAssigned first = assigned("+14155550101");
        ClaimNumber claim = claim(first.workspaceId());
        kafka.publish(claim);
        NumberAssigned second = kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
        assertThat(second.numberId()).isEqualTo(first.numberId());

        // When
        ReleaseNumber byFirst = giveUp(first, first.numberId());
        kafka.publish(byFirst);

        // Then
        kafka.await(NumberReleaseRefused.class, answer -> answer.operationId().equals(byFirst.operationId()));
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);

        // When
        ReleaseNumber bySecond = giveUp(second, null);
        kafka.publish(bySecond);

        // Then
        kafka.await(NumberReleased.class, answer -> answer.operationId().equals(bySecond.operationId()));
        assertThat(count("lifecycle = 'QUARANTINED'")).isEqualTo(1);
    }

    @Test
    void doesNotReleaseTheNumberOfAnOperationThatGivesUpAnotherOne() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");
        ReleaseNumber giveUp = giveUp(assigned, UUID.randomUUID());

        // When
        kafka.publish(giveUp);

        // Then
        kafka.await(NumberReleaseRefused.class, answer -> answer.operationId().equals(giveUp.operationId()));
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
        assertThat(sql("select 1 from operation_number where ended_at is null")).hasSize(1);
    }

    @Test
    void anOperationThatHasGivenUpIsAssignedNothing() {
        // Given
        stock("+14155550101");
        ClaimNumber late = claim(workspace());
        ReleaseNumber giveUp = new ReleaseNumber(late.operationId(), late.workspaceId(), null, Disposal.QUARANTINE, "test",
                late.operationId());
        kafka.publish(giveUp);
        kafka.await(NumberReleaseRefused.class, answer -> answer.operationId().equals(late.operationId()));

        // When
        kafka.publish(late);

        // Then
        kafka.await(NumberAssignmentRefused.class, answer -> answer.operationId().equals(late.operationId()));
        assertThat(count("assignment = 'FREE'")).isEqualTo(1);
    }

    /** The order's number is not locked by the operation that gives up: neither transaction sees the other. */
    @Test
    void aNumberThatIsAdoptedWhileItsOperationGivesUpIsReturned() {
        // Given
        NumberOrdered ordered = orderFor(workspace(), "+14155550101");
        SqlConnection other = database.getConnection().await().indefinitely();
        Transaction giveUp = other.begin().await().indefinitely();
        other.preparedQuery("insert into operation_number (operation_id, assigned_at, ended_at) values ($1, now(), now())")
                .execute(Tuple.of(ordered.operationId())).await().indefinitely();

        // When
        kafka.publish(ordered);
        await().untilAsserted(() -> assertThat(sql("select 1 from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'")).isNotEmpty());
        giveUp.commit().chain(other::close).await().indefinitely();

        // Then
        kafka.await(NumberAssignmentRefused.class, answer -> answer.operationId().equals(ordered.operationId()));
        assertThat(count("workspace_id is not null")).isZero();
        assertThat(count("lifecycle = 'RELEASING'")).isEqualTo(1);
    }

    private static ReleaseNumber giveUp(NumberAssigned assigned, UUID number) {
        return new ReleaseNumber(UUID.randomUUID(), assigned.workspaceId(), number, Disposal.QUARANTINE, "too late",
                assigned.operationId());
    }
}
