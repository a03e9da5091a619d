package io.trunkline.e2e;

import static io.trunkline.local.Service.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.Workspace;

/** A record that cannot be applied. */
@EndToEndTest
@Order(890)
class DeadLetterIT {

    private final SystemUnderTest system;

    DeadLetterIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-DEAD-01")
    void aTextIsRestoredFromItsDeadLetter() {
        // Given: a deployment made the database refuse one text
        Workspace workspace = system.createWorkspaceWithNumber("Lost and Found");
        String customer = system.newHandset();
        String number = workspace.number().e164();
        system.database(WEBHOOK).execute("alter table message add constraint refused check (body <> 'my umbrella') not valid");

        try {
            // When
            assertThat(system.simulator().text(customer, number, "my umbrella").isAccepted()).isTrue();
            assertThat(system.simulator().text(customer, number, "is red").isAccepted()).isTrue();

            // Then: it is listed, and later texts arrive
            SystemUnderTest.await().untilAsserted(() -> assertThat(system.deadLetters(WEBHOOK)).singleElement()
                    .satisfies(letter -> assertThat(letter.path("reason").asText()).contains("refused")));
            SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.textsFrom(customer)).containsExactly("is red"));
            assertThat(
                    system.admin().post(pathOf(system.deadLetters(WEBHOOK).get(0)) + "/replay").expect(422).json().path("code")
                            .asText())
                    .isEqualTo("REPLAY_FAILED");
        } finally {
            system.database(WEBHOOK).execute("alter table message drop constraint refused");
        }

        // When
        String path = pathOf(system.deadLetters(WEBHOOK).get(0));
        system.admin().post(path + "/replay").expect(200);
        system.admin().post(path + "/replay").expect(200);

        // Then
        assertThat(workspace.textsFrom(customer)).containsExactlyInAnyOrder("my umbrella", "is red");
    }

    private static String pathOf(JsonNode letter) {
        return "/api/admin/dead-letters/" + WEBHOOK.id() + "/" + letter.path("id").asText();
    }
}
