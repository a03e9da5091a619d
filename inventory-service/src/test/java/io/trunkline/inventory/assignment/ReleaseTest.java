package io.trunkline.inventory.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.Disposal;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleaseRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.NumberEvent.NumberRetired;
import io.trunkline.inventory.InventoryTest;
import io.trunkline.kit.Ids;

@QuarkusTest
class ReleaseTest extends InventoryTest {

    @Inject
    QuarantineScheduler scheduler;

    @Test
    void quarantinesANumberAndDoesNotOfferIt() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");

        // When
        NumberReleased released = release(assigned, Disposal.QUARANTINE);

        // Then
        assertThat(released.e164()).isEqualTo(assigned.e164());
        assertThat(released.workspaceId()).isEqualTo(assigned.workspaceId());
        assertThat(released.slot()).isEqualTo(SLOT);
        assertThat(released.assignedAt()).as("names the assignment that ends").isEqualTo(assigned.assignedAt());
        assertThat(released.quarantinedUntil()).isCloseTo(Instant.now().plus(Duration.ofDays(90)),
                within(1, ChronoUnit.MINUTES));
        assertThat(count("lifecycle = 'QUARANTINED' and workspace_id is null")).isEqualTo(1);
        ClaimNumber next = claim(workspace());
        kafka.publish(next);
        kafka.await(NoNumberAvailable.class, none -> none.operationId().equals(next.operationId()));
    }

    @Test
    void quarantinesTollFreeNumbersLonger() {
        // Given
        stock("+18885550101", "US", "TOLL_FREE", "888");
        NumberAssigned assigned = assignedFromStock();

        // When
        NumberReleased released = release(assigned, Disposal.QUARANTINE);

        // Then
        assertThat(released.quarantinedUntil()).isCloseTo(Instant.now().plus(Duration.ofDays(120)),
                within(1, ChronoUnit.MINUTES));
    }

    @Test
    void releasesToTheCarrierAtOnceWhenRequested() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");

        // When
        NumberReleased released = release(assigned, Disposal.CARRIER);

        // Then
        assertThat(released.quarantinedUntil()).isNull();
        ReleaseCarrierNumber command = kafka.await(ReleaseCarrierNumber.class, sent -> isFor(sent, assigned));
        assertThat(command.carrier()).isEqualTo("twilio");
        assertThat(count("lifecycle = 'RELEASING'")).isEqualTo(1);
    }

    @Test
    void setsANumberAsideAndDoesNotOfferIt() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");

        // When
        release(assigned, Disposal.SET_ASIDE);

        // Then
        assertThat(count("lifecycle = 'OWNED' and assignment = 'SET_ASIDE'")).isEqualTo(1);
        ClaimNumber next = claim(workspace());
        kafka.publish(next);
        kafka.await(NoNumberAvailable.class, none -> none.operationId().equals(next.operationId()));
    }

    @Test
    void refusesToReleaseAnUnknownNumberOrAnotherWorkspacesNumber() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");
        ReleaseNumber foreign = command(assigned.numberId(), workspace(), Disposal.QUARANTINE);
        ReleaseNumber unknown = command(UUID.randomUUID(), assigned.workspaceId(), Disposal.QUARANTINE);

        // When
        kafka.publish(foreign);
        kafka.publish(unknown);

        // Then
        for (ReleaseNumber command : List.of(foreign, unknown)) {
            NumberReleaseRefused refused = kafka.await(NumberReleaseRefused.class,
                    answer -> answer.operationId().equals(command.operationId()));
            assertThat(refused.code()).isEqualTo("NUMBER_NOT_ASSIGNED");
        }
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
    }

    @Test
    void answersARepeatedReleaseWithTheSameResult() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");
        ReleaseNumber command = command(assigned.numberId(), assigned.workspaceId(), Disposal.QUARANTINE);
        kafka.publish(command);
        await().untilAsserted(() -> assertThat(answersTo(command)).hasSize(1));

        // When
        kafka.publish(command);

        // Then
        await().untilAsserted(() -> assertThat(answersTo(command)).hasSize(2));
        NumberReleased first = answersTo(command).get(0);
        NumberReleased again = answersTo(command).get(1);
        assertThat(again).isEqualTo(first);
        assertThat(sql("select 1 from number_history where cause_id = $1", command.operationId())).hasSize(1);
    }

    @Test
    void releasesToTheCarrierAfterTheQuarantineAndRetiresOnConfirmation() throws Throwable {
        // Given
        NumberAssigned expired = assigned("+14155550101");
        release(expired, Disposal.QUARANTINE);
        sql("update phone_number set quarantined_until = now() - interval '1 second'");
        NumberAssigned quarantined = assigned("+14155550102");
        release(quarantined, Disposal.QUARANTINE);

        // When
        VertxContextSupport.subscribeAndAwait(scheduler::endExpiredQuarantines);

        // Then
        ReleaseCarrierNumber command = kafka.await(ReleaseCarrierNumber.class, sent -> isFor(sent, expired));
        assertThat(count("lifecycle = 'RELEASING' and e164 = $1", expired.e164())).isEqualTo(1);
        assertThat(count("lifecycle = 'QUARANTINED' and e164 = $1", quarantined.e164())).isEqualTo(1);

        // When
        kafka.publish(new CarrierNumberReleased(command.commandId(), expired.e164(), "twilio", Instant.now()));

        // Then
        kafka.await(NumberRetired.class, retired -> retired.numberId().equals(expired.numberId()));
        assertThat(count("lifecycle = 'RELEASED' and e164 = $1", expired.e164())).isEqualTo(1);
    }

    @Test
    void endsMoreQuarantinesThanFitIntoOneTransaction() throws Throwable {
        // Given
        int expired = ReleaseService.BATCH + 20;
        sql("""
                insert into phone_number (id, e164, country, number_type, carrier, lifecycle, assignment, free_since, actor,
                  reason)
                select gen_random_uuid(), '+1415556' || to_char(n, 'FM0000'), 'US', 'LOCAL', 'twilio', 'OWNED', 'FREE', now(),
                  'test', 'test' from generate_series(1, $1::int) n""", expired);
        sql("update phone_number set assignment = 'ASSIGNED', workspace_id = e164, slot = 'primary', operation_id = id,"
                + " assigned_at = now(), free_since = null");
        sql("update phone_number set lifecycle = 'QUARANTINED', assignment = 'FREE', workspace_id = null, slot = null,"
                + " operation_id = null, assigned_at = null, quarantined_until = now()");

        // When
        VertxContextSupport.subscribeAndAwait(scheduler::endExpiredQuarantines);

        // Then
        assertThat(count("lifecycle = 'RELEASING'")).isEqualTo(expired);
    }

    @Test
    void ignoresAnUnrequestedCarrierRelease() {
        // Given
        NumberAssigned assigned = assigned("+14155550101");
        ClaimNumber later = claim(workspace());

        // When
        kafka.publish(new CarrierNumberReleased(UUID.randomUUID(), assigned.e164(), "twilio", Instant.now()));

        // Then
        kafka.publish(later);
        kafka.await(NoNumberAvailable.class, none -> none.operationId().equals(later.operationId()));
        await().untilAsserted(() -> assertThat(sql("select 1 from inbox where consumer = 'inventory.carrier-events'"))
                .hasSize(1));
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
    }

    /** By id: tests use the same numbers, but never the same ids. */
    private static boolean isFor(ReleaseCarrierNumber command, NumberAssigned assigned) {
        return command.commandId().equals(Ids.of("carrier-release", assigned.numberId()));
    }

    private static ReleaseNumber command(UUID number, String workspace, Disposal disposal) {
        return new ReleaseNumber(UUID.randomUUID(), workspace, number, disposal, "the test is over");
    }
}
