package io.trunkline.inventory.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.NumberType;
import io.trunkline.inventory.InventoryTest;

@QuarkusTest
class ClaimTest extends InventoryTest {

    @Test
    void assignsTheNumberThatHasBeenFreeLongest() {
        // Given
        UUID oldest = stock("+14155550101");
        stock("+14155550102");
        ClaimNumber claim = claim(workspace());

        // When
        NumberAssigned assigned = answerTo(claim);

        // Then
        assertThat(assigned.numberId()).isEqualTo(oldest);
        assertThat(assigned.e164()).isEqualTo("+14155550101");
        assertThat(assigned.workspaceId()).isEqualTo(claim.workspaceId());
        assertThat(assigned.slot()).isEqualTo(SLOT);
        assertThat(assigned.carrier()).isEqualTo("twilio");
        assertThat(count("id = $1 and workspace_id = $2 and business_name = $3 and operation_id = $4", oldest,
                claim.workspaceId(), claim.workspaceName(), claim.operationId())).isEqualTo(1);
    }

    @Test
    void assignsOnlyNumbersThatMatchTheCriteria() {
        // Given
        stock("+14155550101");
        stock("+442079460101", "GB", "LOCAL", "20");
        UUID tollFree = stock("+18885550101", "US", "TOLL_FREE", "888");
        UUID newYork = stock("+12125550101");

        // When
        NumberAssigned inNewYork = answerTo(claim(workspace(), new NumberCriteria("US", NumberType.LOCAL, "212")));
        NumberAssigned free = answerTo(claim(workspace(), new NumberCriteria(null, NumberType.TOLL_FREE, null)));

        // Then
        assertThat(inNewYork.numberId()).isEqualTo(newYork);
        assertThat(free.numberId()).isEqualTo(tollFree);
    }

    @Test
    void reportsNoneAvailableWhenNoFreeNumberMatches() {
        // Given
        stock("+14155550101");
        ClaimNumber claim = claim(workspace(), new NumberCriteria("GB", null, null));

        // When
        kafka.publish(claim);

        // Then
        NoNumberAvailable none = kafka.await(NoNumberAvailable.class,
                answer -> answer.operationId().equals(claim.operationId()));
        assertThat(none.workspaceId()).isEqualTo(claim.workspaceId());
        assertThat(none.slot()).isEqualTo(SLOT);
        assertThat(none.criteria()).isEqualTo(claim.criteria());
        assertThat(count("assignment = 'FREE'")).isEqualTo(1);
    }

    @Test
    void answersARepeatedClaimWithTheSameNumber() {
        // Given
        stock("+14155550101");
        stock("+14155550102");
        ClaimNumber claim = claim(workspace());
        NumberAssigned first = answerTo(claim);

        // When
        kafka.publish(claim);

        // Then
        await().untilAsserted(() -> assertThat(answersTo(claim)).hasSize(2).containsOnly(first));
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
    }

    @Test
    void answersAnotherOperationForAnAssignedSlotWithItsNumber() {
        // Given
        stock("+14155550101");
        stock("+14155550102");
        ClaimNumber first = claim(workspace());
        NumberAssigned held = answerTo(first);
        ClaimNumber second = claim(first.workspaceId());

        // When
        NumberAssigned again = answerTo(second);

        // Then
        assertThat(again.numberId()).isEqualTo(held.numberId());
        assertThat(again.assignedAt()).isEqualTo(held.assignedAt());
        assertThat(again.operationId()).isEqualTo(second.operationId());
        assertThat(count("operation_id = $1", first.operationId())).isEqualTo(1);
        assertThat(count("assignment = 'FREE'")).isEqualTo(1);
    }

    @Test
    void assignsNothingForAClaimThatIsReplayedAfterTheRelease() {
        // Given
        ClaimNumber claim = claim(workspace());
        stock("+14155550101");
        NumberAssigned assigned = answerTo(claim);
        stock("+14155550102");
        ReleaseNumber release = new ReleaseNumber(UUID.randomUUID(), claim.workspaceId(), assigned.numberId(),
                Disposal.QUARANTINE, "test");
        kafka.publish(release);
        kafka.await(NumberReleased.class, answer -> answer.operationId().equals(release.operationId()));

        // When
        kafka.publish(claim);

        // Then
        NumberAssignmentRefused refused = kafka.await(NumberAssignmentRefused.class,
                answer -> answer.operationId().equals(claim.operationId()));
        assertThat(refused.code()).isEqualTo("NUMBER_NOT_ASSIGNED");
        assertThat(answersTo(claim)).containsOnly(assigned);
        assertThat(count("assignment = 'ASSIGNED'")).isZero();
    }

    /** The slot's number is the answer to the second operation too, so that one is remembered as well. */
    @Test
    void assignsNothingForAnAnsweredClaimThatIsReplayedAfterTheRelease() {
        // Given
        ClaimNumber first = claim(workspace());
        stock("+14155550101");
        answerTo(first);
        ClaimNumber second = claim(first.workspaceId());
        NumberAssigned assigned = answerTo(second);
        stock("+14155550102");
        ReleaseNumber release = new ReleaseNumber(UUID.randomUUID(), first.workspaceId(), assigned.numberId(),
                Disposal.QUARANTINE, "test");
        kafka.publish(release);
        kafka.await(NumberReleased.class, answer -> answer.operationId().equals(release.operationId()));

        // When
        kafka.publish(second);

        // Then
        kafka.await(NumberAssignmentRefused.class, answer -> answer.operationId().equals(second.operationId()));
        assertThat(count("assignment = 'ASSIGNED'")).isZero();
    }

    @Test
    void anyNumberIsOneThatCanText() {
        // Given
        UUID mute = stock("+442079460101", "GB", "LOCAL", "20");
        sql("update phone_number set sms = false where id = $1", mute);
        UUID unknown = stock("+14155550101");

        // When Then
        assertThat(answerTo(claim(workspace())).numberId()).isEqualTo(unknown);
        ClaimNumber any = claim(workspace());
        kafka.publish(any);
        kafka.await(NoNumberAvailable.class, answer -> answer.operationId().equals(any.operationId()));
        assertThat(answerTo(claim(workspace(), new NumberCriteria("GB", null, null))).numberId()).isEqualTo(mute);
    }

    private NumberAssigned answerTo(ClaimNumber claim) {
        kafka.publish(claim);
        return kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
    }

    private List<NumberAssigned> answersTo(ClaimNumber claim) {
        return kafka.events(NumberAssigned.class).stream()
                .filter(answer -> answer.operationId().equals(claim.operationId())).toList();
    }
}
