package io.trunkline.e2e;

import static io.trunkline.local.Service.PROVISIONING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.InvalidTokens;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.SystemUnderTest.PhoneNumber;
import io.trunkline.e2e.system.Workspace;
import io.trunkline.local.Role;
import io.trunkline.local.Service;

/** Authentication and authorization: only valid tokens are accepted, and only for their own workspace. */
@EndToEndTest
@Order(70)
class AccessIT {

    private final SystemUnderTest system;

    AccessIT(SystemUnderTest system) {
        this.system = system;
    }

    /** A request with the token of a given caller. */
    private interface Call {
        ApiResponse by(Api caller);
    }

    @Test
    @TestPlan("E2E-ACCESS-01")
    void requestsWithoutAValidTokenAreRejected() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Locked Door");
        InvalidTokens invalidTokens = new InvalidTokens(system.stack().keys(), workspace.id());
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("none at all", null);
        tokens.put("no token", "");
        tokens.put("nonsense", "nonsense");
        tokens.put("alg none", invalidTokens.unsigned());
        tokens.put("HS256 keyed with our public key", invalidTokens.signedWithThePublicKey());
        tokens.put("signed with another key", invalidTokens.signedWithAnotherKey());
        tokens.put("claims changed after signing", invalidTokens.withChangedClaims());
        tokens.put("wrong issuer", invalidTokens.withIssuer("https://evil.example"));
        tokens.put("wrong audience", invalidTokens.withAudience("other-audience"));
        tokens.put("no audience", invalidTokens.withAudience(null));
        tokens.put("expired", invalidTokens.expired());
        tokens.put("no expiry", invalidTokens.withoutExpiry());

        // When Then
        tokens.forEach((description, token) -> calls(workspace).forEach((route, call) -> {
            ApiResponse response = call.by(token == null ? system.anonymous() : system.caller(token));
            assertThat(response.status()).as("%s with %s", route, description).isEqualTo(401);
            response.expectProblem(401, "UNAUTHENTICATED");
        }));
        assertThat(workspace.numbers()).as("no number was assigned").hasSize(1);
    }

    @Test
    @TestPlan("E2E-ACCESS-02")
    void anotherWorkspaceIsNotFound() {
        // Given
        Workspace victim = system.createWorkspaceWithNumber("Victim");
        Workspace thief = system.createWorkspaceWithNumber("Thief");
        victim.credit(1_000);
        String customer = system.newHandset();
        system.simulator().text(customer, victim.number().e164(), "Secret");
        SystemUnderTest.await().until(() -> victim.textsFrom(customer).size() == 1);
        PhoneNumber number = victim.number();
        String operation = system.database(PROVISIONING)
                .strings("select id from operation where workspace_id = ?", victim.id()).get(0);
        String conversation = victim.conversations().get(0).path("id").asText();
        Api caller = thief.api();

        // When
        String numberForSale = system.simulator().forSale("646");
        List<ApiResponse> responses = List.of(
                caller.get("/api/workspaces/" + victim.id() + "/phone-numbers"),
                caller.get("/api/workspaces/" + victim.id() + "/phone-numbers/" + number.id()),
                caller.get("/api/workspaces/" + thief.id() + "/phone-numbers/" + number.id()),
                caller.delete("/api/workspaces/" + victim.id() + "/phone-numbers/" + number.id()),
                caller.delete("/api/workspaces/" + thief.id() + "/phone-numbers/" + number.id()),
                caller.post("/api/workspaces/" + victim.id() + "/phone-numbers", Map.of()),
                caller.delete("/api/numbers/" + number.id() + "/release?confirm=" + Api.urlEncoded(number.e164())),
                caller.get("/api/operations/" + operation),
                caller.get("/api/workspaces/" + victim.id() + "/conversations"),
                caller.get("/api/workspaces/" + victim.id() + "/conversations/" + conversation + "/messages"),
                caller.get("/api/workspaces/" + thief.id() + "/conversations/" + conversation + "/messages"),
                caller.get("/api/workspaces/" + victim.id() + "/contacts"),
                caller.post("/api/workspaces/" + victim.id() + "/messages",
                        Map.of("channel", "sms", "to", customer, "body", "I am you")),
                caller.post("/api/numbers/purchase", victim.purchase(numberForSale)));

        // Then
        assertThat(responses).allSatisfy(response -> response.expectProblem(404, "NOT_FOUND", "NUMBER_NOT_FOUND",
                "OPERATION_NOT_FOUND", "WORKSPACE_NOT_FOUND"));
        // The same response as for an unknown id, apart from the id.
        ApiResponse response = caller.get("/api/operations/" + operation);
        String unknownId = UUID.randomUUID().toString();
        assertThat(caller.get("/api/operations/" + unknownId).text().replace(unknownId, operation)).isEqualTo(response.text());
        assertThat(victim.movements()).containsExactly("CREDIT");
        assertThat(victim.number()).isEqualTo(number);
        assertThat(system.simulator().ledgerOf(numberForSale)).isEmpty();
    }

    @Test
    @TestPlan("E2E-ACCESS-03")
    void rolesLimitAccess() {
        // Given
        Workspace workspace = system.createWorkspaceWithNumber("Staff Room");
        Api member = system.caller(system.stack().tokens().sign(Role.WORKSPACE_MEMBER, workspace.id(),
                Duration.ofMinutes(5)));
        PhoneNumber number = workspace.number();

        // When
        List<ApiResponse> responses = List.of(
                member.post("/api/phone/provision"),
                member.post("/api/workspaces/" + workspace.id() + "/phone-numbers", Map.of()),
                member.post("/api/numbers/purchase", workspace.purchase("+16465550150")),
                member.delete("/api/numbers/" + number.id() + "/release?confirm=" + Api.urlEncoded(number.e164())),
                workspace.api().get("/api/admin/phone-numbers"),
                workspace.api().post("/api/admin/phone-numbers", Map.of("numbers", List.of("+16465550150"))),
                workspace.api().post("/api/admin/phone-numbers/buy", Map.of()),
                workspace.api().with("idempotency-key", "k").post("/api/admin/wallets/" + workspace.id() + "/credits",
                        Map.of("amountCents", 1, "currency", "USD", "reference", "r")),
                workspace.api().get("/api/admin/webhooks/unrouted"),
                workspace.api().get("/api/admin/dead-letters/" + PROVISIONING.id()),
                system.admin().get("/api/phone/provision"),
                system.admin().get("/api/wallet"));

        // Then
        assertThat(responses).allSatisfy(response -> response.expectProblem(403, "FORBIDDEN"));
        member.get("/api/workspaces/" + workspace.id() + "/phone-numbers").expect(200);
        assertThat(workspace.number()).isEqualTo(number);
        assertThat(workspace.movements()).isEmpty();
    }

    /** At least one request to every resource behind the edge. */
    private Map<String, Call> calls(Workspace workspace) {
        String ofWorkspace = "/api/workspaces/" + workspace.id();
        Map<String, Call> calls = new LinkedHashMap<>();
        for (String path : List.of("/api/admin/phone-numbers", "/api/admin/phone-numbers/" + UUID.randomUUID() + "/history",
                "/api/admin/phone-numbers/buy/" + UUID.randomUUID(), "/api/phone/provision", ofWorkspace + "/phone-numbers",
                "/api/operations/" + UUID.randomUUID(), "/api/wallet", "/api/wallet/transactions",
                ofWorkspace + "/conversations", ofWorkspace + "/contacts", "/api/admin/webhooks/unrouted")) {
            calls.put("GET " + path, caller -> caller.get(path));
        }
        for (Service service : Service.values()) {
            String path = "/api/admin/dead-letters/" + service.id();
            calls.put("GET " + path, caller -> caller.get(path));
        }
        calls.put("POST /api/phone/provision", caller -> caller.post("/api/phone/provision"));
        calls.put("POST purchase", caller -> caller.post("/api/numbers/purchase", workspace.purchase("+16465550151")));
        calls.put("POST messages", caller -> caller.post(ofWorkspace + "/messages",
                Map.of("channel", "sms", "to", "+12125550142", "body", "x")));
        calls.put("DELETE release", caller -> caller.delete("/api/numbers/" + workspace.number().id() + "/release"));
        return calls;
    }
}
