package io.trunkline.inventory.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NoNumberAvailable;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.inventory.InventoryTest;

/** Concurrent claims, as if every workspace had a Kafka partition. */
@QuarkusTest
class ClaimRaceTest extends InventoryTest {

    @Inject
    InventoryCommandConsumer consumer;

    @AfterEach
    void stopRollbacks() {
        RandomRollback.chance = 0;
    }

    @Test
    void assignsEveryNumberOnceAndReportsNoneOnlyWhenNoneIsFreeAlthoughClaimsRollBack() throws Exception {
        // Given
        stockOf(50);
        List<ClaimNumber> claims = claimsOf(200);
        RandomRollback.chance = 0.2;
        RandomRollback.ROLLBACKS.set(0);

        // When
        deliver(claims.stream().map(claim -> delivery(UUID.randomUUID(), claim)).toList());

        // Then
        List<NumberAssigned> assigned = answers(NumberAssigned.class, claims, 50);
        List<NoNumberAvailable> none = answers(NoNumberAvailable.class, claims, 150);
        assertThat(assigned).extracting(NumberAssigned::e164).doesNotHaveDuplicates();
        assertThat(assigned).extracting(NumberAssigned::workspaceId).doesNotHaveDuplicates();
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(50);
        assertThat(RandomRollback.ROLLBACKS).hasValueGreaterThan(5);
        Instant lastAssigned = assigned.stream().map(NumberAssigned::assignedAt).max(Instant::compareTo).orElseThrow();
        assertThat(none).allSatisfy(answer -> assertThat(answer.occurredAt())
                .as("none is reported only after the last number is assigned").isAfter(lastAssigned));
    }

    @Test
    void answersTenDuplicatesOfEachClaimWithTheSameNumber() throws Exception {
        // Given
        stockOf(210);
        List<ClaimNumber> claims = claimsOf(200);

        // When
        deliver(claims.stream().flatMap(claim -> IntStream.range(0, 10).mapToObj(n -> delivery(UUID.randomUUID(), claim)))
                .toList());

        // Then
        List<NumberAssigned> assigned = answers(NumberAssigned.class, claims, 2000);
        Map<UUID, Set<String>> numbers = assigned.stream().collect(Collectors.groupingBy(NumberAssigned::operationId,
                Collectors.mapping(NumberAssigned::e164, Collectors.toSet())));
        assertThat(numbers).hasSize(200).allSatisfy((operation, e164s) -> assertThat(e164s).hasSize(1));
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(200);
        assertThat(count("assignment = 'FREE'")).isEqualTo(10);
    }

    @Test
    void answers20OperationsForOneSlotWithTheSameNumber() throws Exception {
        // Given
        stockOf(30);
        String workspace = workspace();
        List<ClaimNumber> claims = Stream.generate(() -> claim(workspace)).limit(20).toList();

        // When
        deliver(claims.stream().map(claim -> delivery(UUID.randomUUID(), claim)).toList());

        // Then
        List<NumberAssigned> assigned = answers(NumberAssigned.class, claims, 20);
        assertThat(assigned).extracting(NumberAssigned::e164).containsOnly(assigned.get(0).e164());
        assertThat(assigned).extracting(NumberAssigned::operationId).doesNotHaveDuplicates();
        assertThat(count("assignment = 'ASSIGNED'")).isEqualTo(1);
    }

    @Test
    void processesABurstFromKafka() {
        // Given
        stockOf(50);
        List<ClaimNumber> claims = claimsOf(200);
        RandomRollback.chance = 0.2;

        // When
        claims.forEach(kafka::publish);

        // Then
        assertThat(answers(NumberAssigned.class, claims, 50)).extracting(NumberAssigned::e164).doesNotHaveDuplicates();
        assertThat(answers(NoNumberAvailable.class, claims, 150)).hasSize(150);
    }

    private void stockOf(int size) {
        IntStream.range(0, size).forEach(n -> stock("+1415555%04d".formatted(n)));
    }

    private static List<ClaimNumber> claimsOf(int workspaces) {
        return Stream.generate(() -> claim(workspace())).limit(workspaces).toList();
    }

    private void deliver(List<ConsumerRecord<String, byte[]>> messages) throws Exception {
        runConcurrently(messages.stream().<Supplier<Uni<Void>>> map(message -> () -> consumer.consume(message)).toList());
    }

    private <T> List<T> answers(Class<T> type, List<ClaimNumber> claims, int expected) {
        Set<UUID> operations = claims.stream().map(ClaimNumber::operationId).collect(Collectors.toSet());
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(answered(type, operations)).hasSize(expected));
        return answered(type, operations);
    }

    private <T> List<T> answered(Class<T> type, Set<UUID> operations) {
        return type == NumberAssigned.class
                ? kafka.events(NumberAssigned.class).stream().filter(e -> operations.contains(e.operationId())).map(type::cast)
                        .toList()
                : kafka.events(NoNumberAvailable.class).stream().filter(e -> operations.contains(e.operationId()))
                        .map(type::cast).toList();
    }
}
