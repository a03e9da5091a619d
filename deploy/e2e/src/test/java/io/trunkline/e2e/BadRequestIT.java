package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.trunkline.e2e.plan.TestPlan;
import io.trunkline.e2e.system.Api;
import io.trunkline.e2e.system.ApiResponse;
import io.trunkline.e2e.system.SystemUnderTest;
import io.trunkline.e2e.system.Workspace;

/** Every POST with a body rejects invalid input, reports the violation and exposes no internal details. */
@EndToEndTest
@Order(80)
class BadRequestIT {

    private final SystemUnderTest system;
    private Workspace workspace;

    BadRequestIT(SystemUnderTest system) {
        this.system = system;
    }

    @BeforeEach
    void createWorkspace() {
        workspace = system.createWorkspace("Fat Fingers", "starter");
        SystemUnderTest.await().until(() -> workspace.api().get("/api/phone/provision").status() == 200);
        workspace.credit(1_000);
    }

    @Test
    @TestPlan("E2E-BAD-01")
    void malformedJsonIsRejected() {
        posts().forEach((path, body) -> List.of("{", "{\"a\":", "[1", "\"", "not json", body + "}", "null", "[]", "7", "")
                .forEach(malformed -> {
                    // An empty body is allowed where the body is optional.
                    ApiResponse response = post(path, malformed);
                    assertThat(response.status()).as("%s with %s: %s", path, malformed, response)
                            .isIn(allowed(path, malformed));
                    if (response.status() == 400) {
                        response.expectProblem(400, "MALFORMED_REQUEST", "INVALID_INPUT");
                    }
                }));
        assertNothingHappened();
    }

    @Test
    @TestPlan("E2E-BAD-02")
    void unknownAndReadOnlyFieldsAreRejected() {
        posts().forEach((path, body) -> List.of("status", "workspaceId", "balanceCents", "id", "version")
                .forEach(field -> {
                    ApiResponse response = post(path,
                            body.replaceFirst("\\{", "{\"" + field + "\":\"x\"" + (body.equals("{}") ? "" : ",")))
                            .expectProblem(400, "UNKNOWN_FIELD");
                    assertThat(response.json().path("violations").path(0).path("field").asText()).as(path).isEqualTo(field);
                }));
        assertNothingHappened();
    }

    @Test
    @TestPlan("E2E-BAD-03")
    void invalidE164NumbersAreRejected() {
        for (String number : List.of("4155550142", "415 555 0142", "+1 415 555 0142", "+0123456789", "+1", "",
                "tel:+14155550142",
                "+141555501421234567", "+1415555014２")) {
            Map<String, Object> purchase = new LinkedHashMap<>(workspace.purchase("x"));
            purchase.put("phoneNumber", number);
            expectViolation("phoneNumber", workspace.api().post("/api/numbers/purchase", purchase));
            expectViolation("to", workspace.api().post("/api/workspaces/" + workspace.id() + "/messages",
                    Map.of("channel", "sms", "to", number, "body", "x")));
            assertThat(system.admin().post("/api/admin/phone-numbers", Map.of("numbers", List.of(number))).expect(200).json()
                    .path("results").path(0).path("result").asText()).as(number).isEqualTo("invalid");
        }
        assertNothingHappened();
    }

    @Test
    @TestPlan("E2E-BAD-04")
    void invalidValuesAndUnknownPathsReturnProblems() {
        Api caller = workspace.api();
        Api admin = system.admin().with("idempotency-key", "k");
        String credits = "/api/admin/wallets/" + workspace.id() + "/credits";
        for (Object amount : List.of(0, -1, 1_000_000_001L, 9_223_372_036_854_775_807L)) {
            expectViolation("amountCents",
                    admin.post(credits, Map.of("amountCents", amount, "currency", "USD", "reference", "r")));
        }
        admin.post(credits, Map.of("amountCents", "9".repeat(30), "currency", "USD", "reference", "r")).expectProblem(400,
                "MALFORMED_REQUEST");
        admin.post(credits, Map.of("amountCents", 1, "currency", "EUR", "reference", "r")).expectProblem(422,
                "CURRENCY_MISMATCH");
        expectViolation("count", admin.post("/api/admin/phone-numbers/buy", Map.of("count", 11)));
        expectViolation("numbers", admin.post("/api/admin/phone-numbers", Map.of("numbers", List.of())));
        caller.get("/api/operations/not-a-uuid").expectProblem(404, "NOT_FOUND");
        caller.get("/api/wallet/transactions?limit=201").expectProblem(400, "INVALID_INPUT");
        caller.get("/api/wallet/transactions?cursor=x").expectProblem(400, "INVALID_CURSOR");
        caller.get("/api/wallet/transactions?cursor=%00").expectProblem(400, "INVALID_INPUT");
        caller.get("/api/nowhere").expectProblem(404, "NOT_FOUND");
        caller.get("/api/phone/nowhere").expectProblem(404, "NOT_FOUND");
        caller.delete("/api/wallet").expectProblem(405, "METHOD_NOT_ALLOWED");
        caller.post("/api/numbers/purchase", "text/plain", "+14155550142".getBytes(StandardCharsets.UTF_8))
                .expectProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        caller.with("idempotency-key", "two words").post("/api/phone/provision").expectProblem(400,
                "IDEMPOTENCY_KEY_MALFORMED");
        assertNothingHappened();
    }

    /** A valid body by path. */
    private Map<String, String> posts() {
        Map<String, String> posts = new LinkedHashMap<>();
        posts.put("/api/admin/phone-numbers", "{\"numbers\":[\"+14155550142\"]}");
        posts.put("/api/admin/phone-numbers/buy", "{\"count\":1}");
        posts.put("/api/workspaces/" + workspace.id() + "/phone-numbers", "{}");
        posts.put("/api/numbers/purchase", "{\"phoneNumber\":\"+16465550160\",\"businessId\":\"" + workspace.id()
                + "\",\"countryCode\":\"US\",\"numberType\":\"local\"}");
        posts.put("/api/admin/wallets/" + workspace.id() + "/credits",
                "{\"amountCents\":1,\"currency\":\"USD\",\"reference\":\"r\"}");
        posts.put("/api/workspaces/" + workspace.id() + "/messages",
                "{\"channel\":\"sms\",\"to\":\"+12125550142\",\"body\":\"x\"}");
        return posts;
    }

    /** A request for a number needs no body: 403 here, because the plan includes no number. */
    private List<Integer> allowed(String path, String malformed) {
        return path.endsWith("/phone-numbers") && path.startsWith("/api/workspaces") && List.of("", "null").contains(malformed)
                ? List.of(403)
                : List.of(400);
    }

    private ApiResponse post(String path, String body) {
        Api caller = path.startsWith("/api/admin") ? system.admin().with("idempotency-key", "bad") : workspace.api();
        return caller.post(path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private static void expectViolation(String field, ApiResponse response) {
        response.expectProblem(400, "INVALID_INPUT");
        assertThat(response.json().path("violations")).as("%s", response)
                .extracting(violation -> violation.path("field").asText())
                .contains(field);
    }

    private void assertNothingHappened() {
        assertThat(workspace.movements()).containsExactly("CREDIT");
        assertThat(workspace.numbers()).isEmpty();
        assertThat(workspace.conversations()).isEmpty();
    }
}
