package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Answer;
import io.trunkline.e2e.system.Texts;
import io.trunkline.e2e.system.Texts.Sent;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.e2e.system.World;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;

/** Kafka or PostgreSQL are away for a while. */
@EndToEndTest
@Order(910)
class OutageIT {

    /** What the most impatient carrier waits. */
    private static final Duration CARRIERS_PATIENCE = Duration.ofSeconds(2);
    private static final int ENOUGH = 15;

    private final World world;

    OutageIT(World world) {
        this.world = world;
    }

    @Test
    @TestPlan("E2E-OUT-01")
    void withoutKafkaWebhooksAreRefusedInTimeAndNoneThatWasAcceptedIsLost() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Storm Cellar");
        String customer = world.handset();
        Workspace joining;
        Texts texts = new Texts(world, customer, workspace.number().e164());

        // When
        try (texts) {
            World.await().until(() -> texts.accepted().size() >= ENOUGH);
            world.stopKafka();
            int refusedBefore = texts.refused().size();
            World.await().until(() -> texts.refused().size() >= refusedBefore + ENOUGH);
            joining = world.createWorkspace("Joining in the storm", "professional");
            world.startKafka();
            int acceptedBefore = texts.accepted().size();
            World.await().until(() -> texts.accepted().size() >= acceptedBefore + ENOUGH);
        }

        // Then
        assertThat(texts.all()).allSatisfy(sent -> assertThat(sent.answer().took()).as("%s", sent.answer())
                .isLessThan(CARRIERS_PATIENCE));
        assertThat(texts.refused()).extracting(Sent::answer).allSatisfy(this::asksToTryAgain);
        List<String> all = texts.all().stream().map(sent -> sent.text().parameters().get("Body")).toList();
        texts.refused().forEach(sent -> assertThat(texts.deliver(sent.text()).answer().status()).isEqualTo(200));
        World.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).as("each once")
                .containsExactlyInAnyOrderElementsOf(all));
        joining.awaitNumber();
    }

    @Test
    @TestPlan("E2E-OUT-02")
    void withoutPostgresWebhooksAreAcceptedAndEverythingCatchesUp() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Night Porter");
        String customer = world.handset();
        Workspace joining;
        Texts texts = new Texts(world, customer, workspace.number().e164());

        // When
        try (texts) {
            World.await().until(() -> texts.accepted().size() >= ENOUGH);
            world.stopPostgres();
            int acceptedBefore = texts.accepted().size();
            World.await().until(() -> texts.accepted().size() >= acceptedBefore + ENOUGH);
            joining = world.createWorkspace("Joining at night", "professional");
            World.await().until(() -> isDelivered(joining));
            world.admin().get("/api/admin/phone-numbers").expectProblem(503, "TEMPORARILY_UNAVAILABLE");
            world.startPostgres();
        }

        // Then
        assertThat(texts.all()).extracting(Sent::answer).extracting(Answer::status).containsOnly(200);
        assertThat(texts.all()).allSatisfy(sent -> assertThat(sent.answer().took()).isLessThan(CARRIERS_PATIENCE));
        World.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).as("each once").hasSize(
                texts.all().size()));
        joining.awaitNumber();
        assertThat(world.events().of(WorkspaceCreated.class, joining.id())).hasSize(1);
    }

    private void asksToTryAgain(Answer answer) {
        answer.expectProblem(503, "NOT_DURABLE");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
    }

    private boolean isDelivered(Workspace workspace) {
        return world.simulator().clerkDeliveries(workspace.id()).get(0).path("state").asText().equals("DELIVERED");
    }
}
