package io.trunkline.e2e;

import static io.trunkline.local.Service.PROVISIONING;
import static io.trunkline.local.Service.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.EventLog.LoggedEvent;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.SystemUnderTest.PhoneNumber;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;

/** The main flow, from Clerk's webhook to the quarantine. */
@EndToEndTest
@Order(10)
class MainFlowIT {

    private final SystemUnderTest system;

    MainFlowIT(SystemUnderTest system) {
        this.system = system;
    }

    @Test
    @TestPlan("E2E-FLOW-01")
    void professionalWorkspaceGetsOneNumberFromStock() {
        // Given
        system.ensureStock(1);

        // When
        Workspace workspace = system.createWorkspace("Golden Gate Dental", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        assertThat(system.events().of(NumberAssigned.class, workspace.id())).singleElement()
                .extracting(event -> event.text("e164")).isEqualTo(number.e164());
        assertThat(system.events().of(ProvisioningCompleted.class, workspace.id())).singleElement()
                .extracting(event -> event.text("numberId")).isEqualTo(number.id());
        assertThat(system.simulator().owned()).filteredOn(owned -> owned.number().equals(number.e164())).singleElement()
                .extracting(owned -> owned.json().path("smsUrl").asText()).asString()
                .startsWith(system.stack().edge() + "/api/webhooks/twilio/sms");
        assertThat(system.simulator().ledgerOf(number.e164())).extracting(Entry::action)
                .containsSubsequence("NUMBER_BOUGHT", "NUMBER_CONFIGURED");
        assertThat(workspace.movements()).as("an included number moves no money").isEmpty();
        // A request returns the same number.
        assertThat(workspace.api().post("/api/phone/provision").expect(200).json().path("phone_number").asText())
                .isEqualTo(number.e164());
        assertThat(workspace.api().get("/api/phone/provision").expect(200).json().path("phone_number").asText())
                .isEqualTo(number.e164());
    }

    @Test
    @TestPlan("E2E-FLOW-02")
    void starterWorkspaceGetsNoNumber() {
        // When
        Workspace workspace = system.createWorkspace("Corner Bakery", "starter");
        SystemUnderTest.await().until(() -> workspace.api().get("/api/phone/provision").status() == 200);

        // Then: the transaction that creates the workspace also decides whether it gets a number.
        assertThat(workspace.numbers()).isEmpty();
        assertThat(system.events().of(WorkspaceCreated.class, workspace.id())).hasSize(1);
        workspace.api().post("/api/phone/provision").expectProblem(403, "PLAN_UPGRADE_REQUIRED");
        assertThat(system.events().of(ClaimNumber.class, workspace.id())).isEmpty();
    }

    @Test
    @TestPlan("E2E-FLOW-03")
    void numberIsBoughtForAWorkspaceWhenTheStockIsEmpty() {
        // Given
        system.emptyStock();

        // When
        Workspace workspace = system.createWorkspace("Harbor Yoga", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        String order = system.database(PROVISIONING)
                .strings("select id from operation where workspace_id = ?", workspace.id()).get(0);
        assertThat(system.simulator().ledgerOf(number.e164())).filteredOn(entry -> entry.action().equals("NUMBER_BOUGHT"))
                .hasSize(1);
        assertThat(workspace.api().get("/api/operations/" + order).expect(200).json().findValuesAsText("name"))
                .containsExactly("CLAIM", "ORDER", "CONFIGURE");
        assertThat(workspace.movements()).isEmpty();
    }

    @Test
    @TestPlan("E2E-FLOW-04")
    void textReachesTheConversationAndTheReplyLeavesFromTheNumber() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Mission Books");
        PhoneNumber number = workspace.number();
        String customer = system.newHandset();

        // When
        assertThat(system.simulator().text(customer, number.e164(), "Is “Ulysses” in stock? 📚").isAccepted()).isTrue();
        SystemUnderTest.await().untilAsserted(
                () -> assertThat(workspace.textsFrom(customer)).containsExactly("Is “Ulysses” in stock? 📚"));
        workspace.send(customer, "Two copies left 🙂").expect(202);

        // Then
        SystemUnderTest.await().untilAsserted(() -> assertThat(workspace.messagesWith(customer).get(0).path("status").asText())
                .isEqualTo("delivered"));
        assertThat(system.simulator().ledgerOf(number.e164())).filteredOn(entry -> entry.action().equals("MESSAGE_SENT"))
                .singleElement().satisfies(sent -> {
                    assertThat(sent.json().path("to").asText()).isEqualTo(customer);
                    assertThat(sent.json().path("body").asText()).isEqualTo("Two copies left 🙂");
                });
        assertThat(workspace.messagesWith(customer)).extracting(message -> message.path("from").asText())
                .containsExactly(number.e164(), customer);
        assertThat(workspace.conversations()).hasSize(1);
        assertThat(workspace.api().get("/api/workspaces/" + workspace.id() + "/contacts").expect(200).json()
                .findValuesAsText("address")).containsExactly(customer);
    }

    @Test
    @TestPlan("E2E-FLOW-05")
    void releasedNumberIsQuarantinedAndItsInboundTextsAreParked() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Pop-up Gallery");
        PhoneNumber number = workspace.number();
        String customer = system.newHandset();
        system.emptyStock();
        workspace.api().delete("/api/numbers/" + number.id() + "/release").expectProblem(409, "PRIMARY_NUMBER_DELETE");

        // When
        workspace.release(number).expect(200);

        // Then
        LoggedEvent released = system.events().first(NumberReleased.class, workspace.id()).orElseThrow();
        assertThat(released.text("disposal")).isEqualTo("QUARANTINE");
        var row = system.admin().get("/api/admin/phone-numbers?q=" + Api.urlEncoded(number.e164())).expect(200).json()
                .path("phoneNumbers").path(0);
        assertThat(row.path("status").asText()).isEqualTo("quarantined");
        assertThat(row.path("assigned_to").isNull()).isTrue();
        assertThat(system.simulator().owned()).as("it remains on our account at the carrier").extracting(Entry::number)
                .contains(number.e164());
        workspace.send(customer, "Are you there?").expectProblem(409, "NO_SENDING_NUMBER");

        awaitRouteEnd(number);
        assertThat(system.simulator().text(customer, number.e164(), "Hello?").isAccepted()).isTrue();
        SystemUnderTest.await()
                .untilAsserted(() -> assertThat(system.parked(number.e164())).containsExactly("NUMBER_RELEASED"));
        assertThat(workspace.textsFrom(customer)).isEmpty();

        Workspace newWorkspace = system.createWorkspaceWithNumber("Next in line");
        assertThat(newWorkspace.number().e164()).as("the stock is empty").isNotEqualTo(number.e164());
    }

    /** The router consumes the event shortly after the caller gets the response. */
    private void awaitRouteEnd(PhoneNumber number) {
        SystemUnderTest.await().untilAsserted(() -> assertThat(system.database(WEBHOOK)
                .count("select count(*) from route where number = ? and valid_to is null", number.e164())).isZero());
    }
}
