package io.trunkline.e2e;

import static io.trunkline.local.Service.PROVISIONING;
import static io.trunkline.local.Service.WEBHOOK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.EventLog.Seen;
import io.trunkline.e2e.system.Simulator.Entry;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.e2e.system.World;
import io.trunkline.e2e.system.World.PhoneNumber;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.events.WorkspaceEvent.WorkspaceCreated;

/** The main job, from Clerk's webhook to the quarantine. */
@EndToEndTest
@Order(10)
class MainFlowIT {

    private final World world;

    MainFlowIT(World world) {
        this.world = world;
    }

    @Test
    @TestPlan("E2E-FLOW-01")
    void professionalWorkspaceGetsOneNumberFromStockByItself() {
        // Given
        world.stock(1);

        // When
        Workspace workspace = world.createWorkspace("Golden Gate Dental", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        assertThat(world.events().of(NumberAssigned.class, workspace.id())).singleElement()
                .extracting(event -> event.text("e164")).isEqualTo(number.e164());
        assertThat(world.events().of(ProvisioningCompleted.class, workspace.id())).singleElement()
                .extracting(event -> event.text("numberId")).isEqualTo(number.id());
        assertThat(world.simulator().owned()).filteredOn(owned -> owned.number().equals(number.e164())).singleElement()
                .extracting(owned -> owned.all().path("smsUrl").asText()).asString()
                .startsWith(world.stack().edge() + "/api/webhooks/twilio/sms");
        assertThat(world.simulator().ledgerOf(number.e164())).extracting(Entry::action)
                .containsSubsequence("NUMBER_BOUGHT", "NUMBER_CONFIGURED");
        assertThat(workspace.movements()).as("an included number moves no money").isEmpty();
        // Asking for it gives the same one.
        assertThat(workspace.api().post("/api/phone/provision").expect(200).json().path("phone_number").asText())
                .isEqualTo(number.e164());
        assertThat(workspace.api().get("/api/phone/provision").expect(200).json().path("phone_number").asText())
                .isEqualTo(number.e164());
    }

    @Test
    @TestPlan("E2E-FLOW-02")
    void starterWorkspaceGetsNone() {
        // When
        Workspace workspace = world.createWorkspace("Corner Bakery", "starter");
        World.await().until(() -> workspace.api().get("/api/phone/provision").status() == 200);

        // Then: whether it gets one is decided in the transaction that makes it known.
        assertThat(workspace.numbers()).isEmpty();
        assertThat(world.events().of(WorkspaceCreated.class, workspace.id())).hasSize(1);
        workspace.api().post("/api/phone/provision").expectProblem(403, "PLAN_UPGRADE_REQUIRED");
        assertThat(world.events().of(ClaimNumber.class, workspace.id())).isEmpty();
    }

    @Test
    @TestPlan("E2E-FLOW-03")
    void numberIsBoughtForAWorkspaceWhenTheStockIsEmpty() {
        // Given
        world.drainStock();

        // When
        Workspace workspace = world.createWorkspace("Harbor Yoga", "professional");
        PhoneNumber number = workspace.awaitNumber();

        // Then
        String order = world.database(PROVISIONING)
                .strings("select id from operation where workspace_id = ?", workspace.id()).get(0);
        assertThat(world.simulator().ledgerOf(number.e164())).filteredOn(entry -> entry.action().equals("NUMBER_BOUGHT"))
                .hasSize(1);
        assertThat(workspace.api().get("/api/operations/" + order).expect(200).json().findValuesAsText("name"))
                .containsExactly("CLAIM", "ORDER", "CONFIGURE");
        assertThat(workspace.movements()).isEmpty();
    }

    @Test
    @TestPlan("E2E-FLOW-04")
    void textReachesTheConversationAndTheReplyLeavesFromTheNumber() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Mission Books");
        PhoneNumber number = workspace.number();
        String customer = world.handset();

        // When
        assertThat(world.simulator().text(customer, number.e164(), "Is “Ulysses” in stock? 📚").isAccepted()).isTrue();
        World.await().untilAsserted(
                () -> assertThat(workspace.textsFrom(customer)).containsExactly("Is “Ulysses” in stock? 📚"));
        workspace.send(customer, "Two copies left 🙂").expect(202);

        // Then
        World.await().untilAsserted(() -> assertThat(workspace.messagesWith(customer).get(0).path("status").asText())
                .isEqualTo("delivered"));
        assertThat(world.simulator().ledgerOf(number.e164())).filteredOn(entry -> entry.action().equals("MESSAGE_SENT"))
                .singleElement().satisfies(sent -> {
                    assertThat(sent.all().path("to").asText()).isEqualTo(customer);
                    assertThat(sent.all().path("body").asText()).isEqualTo("Two copies left 🙂");
                });
        assertThat(workspace.messagesWith(customer)).extracting(message -> message.path("from").asText())
                .containsExactly(number.e164(), customer);
        assertThat(workspace.conversations()).hasSize(1);
        assertThat(workspace.api().get("/api/workspaces/" + workspace.id() + "/contacts").expect(200).json()
                .findValuesAsText("address")).containsExactly(customer);
    }

    @Test
    @TestPlan("E2E-FLOW-05")
    void releasedNumberRestsParksWhatComesInAndIsOfferedToNobody() {
        // Given
        Workspace workspace = world.createWorkspaceWithNumber("Pop-up Gallery");
        PhoneNumber number = workspace.number();
        String customer = world.handset();
        world.drainStock();
        workspace.api().delete("/api/numbers/" + number.id() + "/release").expectProblem(409, "PRIMARY_NUMBER_DELETE");

        // When
        workspace.release(number).expect(200);

        // Then
        Seen released = world.events().first(NumberReleased.class, workspace.id()).orElseThrow();
        assertThat(released.text("disposal")).isEqualTo("QUARANTINE");
        var row = world.admin().get("/api/admin/phone-numbers?q=" + Api.encoded(number.e164())).expect(200).json()
                .path("phoneNumbers").path(0);
        assertThat(row.path("status").asText()).isEqualTo("quarantined");
        assertThat(row.path("assigned_to").isNull()).isTrue();
        assertThat(world.simulator().owned()).as("it stays ours at the carrier").extracting(Entry::number)
                .contains(number.e164());
        workspace.send(customer, "Are you there?").expectProblem(409, "NO_SENDING_NUMBER");

        awaitRouteEnd(number);
        assertThat(world.simulator().text(customer, number.e164(), "Hello?").isAccepted()).isTrue();
        World.await().untilAsserted(() -> assertThat(world.parked(number.e164())).containsExactly("NUMBER_RELEASED"));
        assertThat(workspace.textsFrom(customer)).isEmpty();

        Workspace next = world.createWorkspaceWithNumber("Next in line");
        assertThat(next.number().e164()).as("the stock is empty, and yet").isNotEqualTo(number.e164());
    }

    /** The router hears of the release a moment after the caller. */
    private void awaitRouteEnd(PhoneNumber number) {
        World.await().untilAsserted(() -> assertThat(world.database(WEBHOOK)
                .count("select count(*) from route where number = ? and valid_to is null", number.e164())).isZero());
    }
}
