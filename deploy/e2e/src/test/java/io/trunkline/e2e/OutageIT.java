package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.TextSender;
import io.trunkline.e2e.system.TextSender.Sent;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.embedded.FrozenPostgres;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;

/** Kafka or PostgreSQL is down, or hangs, for a while. */
@EndToEndTest
@Order(910)
class OutageIT {

    /** The shortest time-out of a carrier. */
    private static final Duration CARRIER_TIMEOUT = Duration.ofSeconds(2);
    private static final int TEXTS_PER_PHASE = 15;
    private static final Duration STALL = Duration.ofSeconds(90);
    private static final Duration STALL_STEP = Duration.ofSeconds(15);

    private final SystemUnderTest system;

    OutageIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-OUT-01")
    void webhooksAreRejectedInTimeDuringAKafkaOutage() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Storm Cellar");
        String customer = system.newHandset();
        Workspace newWorkspace;
        TextSender texts = new TextSender(system, customer, workspace.number().e164());

        // When
        try (texts) {
            SystemUnderTest.await().until(() -> texts.accepted().size() >= TEXTS_PER_PHASE);
            system.stopKafka();
            int refusedBefore = texts.refused().size();
            SystemUnderTest.await().until(() -> texts.refused().size() >= refusedBefore + TEXTS_PER_PHASE);
            newWorkspace = system.createWorkspace("Joining in the storm", "professional");
            system.startKafka();
            int acceptedBefore = texts.accepted().size();
            SystemUnderTest.await().until(() -> texts.accepted().size() >= acceptedBefore + TEXTS_PER_PHASE);
        }

        // Then
        assertThat(texts.all()).allSatisfy(sent -> assertThat(sent.response().took()).as("%s", sent.response())
                .isLessThan(CARRIER_TIMEOUT));
        assertThat(texts.refused()).extracting(Sent::response).allSatisfy(this::assertRetryable);
        List<String> all = texts.all().stream().map(sent -> sent.text().parameters().get("Body")).toList();
        texts.refused().forEach(sent -> assertThat(texts.deliver(sent.text()).response().status()).isEqualTo(200));
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).as("each once")
                .containsExactlyInAnyOrderElementsOf(all));
        newWorkspace.awaitNumber();
    }

    @Test
    @TestPlan("E2E-OUT-02")
    void webhooksAreAcceptedDuringAPostgresOutage() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Night Porter");
        String customer = system.newHandset();
        Workspace newWorkspace;
        TextSender texts = new TextSender(system, customer, workspace.number().e164());

        // When
        try (texts) {
            SystemUnderTest.await().until(() -> texts.accepted().size() >= TEXTS_PER_PHASE);
            system.stopPostgres();
            int acceptedBefore = texts.accepted().size();
            SystemUnderTest.await().until(() -> texts.accepted().size() >= acceptedBefore + TEXTS_PER_PHASE);
            newWorkspace = system.createWorkspace("Joining at night", "professional");
            SystemUnderTest.await().until(() -> isDelivered(newWorkspace));
            system.admin().get("/api/admin/phone-numbers").expectProblem(503, "TEMPORARILY_UNAVAILABLE");
            system.startPostgres();
        }

        // Then
        assertThat(texts.all()).extracting(Sent::response).extracting(ApiResponse::status).containsOnly(200);
        assertThat(texts.all()).allSatisfy(sent -> assertThat(sent.response().took()).isLessThan(CARRIER_TIMEOUT));
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).as("each once").hasSize(
                texts.all().size()));
        newWorkspace.awaitNumber();
        assertThat(system.events().of(WorkspaceCreated.class, newWorkspace.id())).hasSize(1);
    }

    @Test
    @TestPlan("E2E-OUT-03")
    void nothingIsLostWhilePostgresHangs() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Long Lunch");
        String customer = system.newHandset();
        List<Workspace> newWorkspaces = new ArrayList<>();
        TextSender texts = new TextSender(system, customer, workspace.number().e164());

        // When
        try (texts) {
            SystemUnderTest.await().until(() -> texts.accepted().size() >= TEXTS_PER_PHASE);
            try (FrozenPostgres frozen = system.freezePostgres()) {
                for (Duration hung = Duration.ZERO; hung.compareTo(STALL) < 0; hung = hung.plus(STALL_STEP)) {
                    newWorkspaces.add(system.createWorkspace("Joining during lunch", "professional"));
                    Awaitility.await().pollDelay(STALL_STEP).atMost(STALL).until(() -> true);
                }
            }
        }

        // Then
        assertThat(texts.all()).extracting(Sent::response).extracting(ApiResponse::status).containsOnly(200);
        assertThat(texts.all()).allSatisfy(sent -> assertThat(sent.response().took()).isLessThan(CARRIER_TIMEOUT));
        List<String> all = texts.all().stream().map(sent -> sent.text().parameters().get("Body")).toList();
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).as("each once")
                .containsExactlyInAnyOrderElementsOf(all));
        newWorkspaces.forEach(Workspace::awaitNumber);
    }

    private void assertRetryable(ApiResponse response) {
        response.expectProblem(503, "NOT_DURABLE");
        assertThat(response.headers().firstValue("retry-after")).hasValue("1");
    }

    private boolean isDelivered(Workspace workspace) {
        return system.simulator().clerkDeliveries(workspace.id()).get(0).path("state").asText().equals("DELIVERED");
    }
}
