package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class HttpTest extends KitTest {

    private static final String REQUEST = "{\"number\":\"+14155550142\",\"amount\":1}";

    private static Response post(String body, String key) {
        var request = given().auth().oauth2(Tokens.workspaceAdmin("org_1")).contentType(ContentType.JSON).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/sample");
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    static List<String> invalidTokens() {
        String valid = Tokens.workspaceAdmin("org_1");
        String payload = valid.split("\\.")[1];
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes());
        return List.of("", "rubbish", none + "." + payload + ".", valid.substring(0, valid.length() - 8) + "AAAAAAAA",
                Tokens.forged(Tokens.claims(Roles.WORKSPACE_ADMIN).claim("workspace_id", "org_1")),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).issuer("https://other.test")),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).audience("other")),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).expiresAt(Instant.now().minusSeconds(60))),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).claim("workspace_id", true)),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).claim("workspace_id", List.of("org_1"))),
                Tokens.withGroups(Map.of("a", 1)), Tokens.withGroups(7),
                Tokens.signed(admin().issuedAt(Instant.now().plusSeconds(3600)).expiresAt(Instant.now().plusSeconds(7200))),
                Tokens.signed(admin().expiresAt(Instant.now().plus(Duration.ofDays(2)))),
                Tokens.signed(admin().issuedAt(4070908800L).expiresAt(4070908900L)));
    }

    private static JwtClaimsBuilder admin() {
        return Tokens.claims(Roles.WORKSPACE_ADMIN).claim("workspace_id", "org_1");
    }

    @ParameterizedTest
    @MethodSource("invalidTokens")
    void rejectsAnInvalidTokenWith401(String token) {
        given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON).body(REQUEST).post("/sample").then()
                .statusCode(401).contentType("application/problem+json").body("code", equalTo("UNAUTHENTICATED"))
                .header("WWW-Authenticate", "Bearer");
    }

    @ParameterizedTest
    @MethodSource("unusableKeys")
    void rejectsSeveralKeysAndABlankOne(List<String> keys) {
        var request = given().auth().oauth2(Tokens.workspaceAdmin("org_1")).contentType(ContentType.JSON).body(REQUEST);
        for (String key : keys) {
            request.header("Idempotency-Key", key);
        }

        request.post("/sample").then().statusCode(400).contentType("application/problem+json")
                .body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
    }

    static List<List<String>> unusableKeys() {
        return List.of(List.of("k1", "k2"), List.of("k1", "k1"), List.of(""), List.of(" "));
    }

    @Test
    void rejectsAMissingTokenWith401() {
        given().contentType(ContentType.JSON).body(REQUEST).post("/sample").then().statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void rejectsAnotherRoleWith403() {
        given().auth().oauth2(Tokens.workspaceMember("org_1")).contentType(ContentType.JSON).body(REQUEST).post("/sample")
                .then()
                .statusCode(403).contentType("application/problem+json").body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void rejectsAGroupThatIsNoText() {
        given().auth().oauth2(Tokens.withGroups(List.of(1))).get("/sample/org_1").then().statusCode(403)
                .body("code", equalTo("FORBIDDEN"));
    }

    @Test
    void hidesOtherWorkspaces() {
        given().auth().oauth2(Tokens.workspaceAdmin("org_1")).get("/sample/org_2").then().statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        given().auth().oauth2(Tokens.workspaceAdmin("org_1")).get("/sample/org_1").then().statusCode(200);
        given().auth().oauth2(Tokens.platformAdmin()).get("/sample/org_2").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"number\":            | MALFORMED_REQUEST",
            "[]                      | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1}} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1} {\"number\":\"+14155550143\",\"amount\":1} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":\"x\"} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"status\":\"x\"} | UNKNOWN_FIELD",
            "{\"number\":\"4155550142\",\"amount\":1}  | INVALID_INPUT",
            "{\"number\":\"+1 415 555 0142\",\"amount\":1} | INVALID_INPUT",
            "{\"number\":\"+14155550142\",\"amount\":0} | INVALID_INPUT",
            "{\"amount\":1}          | INVALID_INPUT",
            "{\"number\":\"+14155550142\",\"amount\":\"1\"} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1.9} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":true} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":null} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"amount\":2} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":7} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":true} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"nul \\u0000\"} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"kind\":0} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"kind\":\"0\"} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"enabled\":0} | MALFORMED_REQUEST",
            "{\"number\":\"+14155550142\",\"amount\":1,\"enabled\":\"false\"} | MALFORMED_REQUEST",
            "null                    | INVALID_INPUT" })
    void rejectsInvalidInputWith400(String body, String code) {
        post(body, null).then().statusCode(400).contentType("application/problem+json").body("code", equalTo(code))
                .body("status", equalTo(400)).body("instance", equalTo("/sample"))
                .body(not(containsString("Exception"))).body(not(containsString("io.trunkline")));
    }

    @Test
    void listsTheInvalidField() {
        post("{\"number\":\"0123\",\"amount\":1}", null).then().body("violations[0].field", equalTo("number"));
    }

    @Test
    void answersEveryErrorWithAProblem() {
        given().get("/nowhere").then().statusCode(404);
        given().auth().oauth2(Tokens.workspaceAdmin("org_1")).contentType(ContentType.TEXT).body("x").post("/sample").then()
                .statusCode(415).body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        given().auth().oauth2(Tokens.workspaceAdmin("org_1")).delete("/sample").then().statusCode(405)
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
    }

    @Test
    void hidesInternalDetailsOfAFailure() {
        post("{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"break\"}", null).then().statusCode(500)
                .body("code", equalTo("INTERNAL_ERROR")).body(not(containsString("secret insides")));
    }

    @Test
    void replaysTheResponseOfARepeatedKeyByteForByte() {
        // Given
        String key = newKey();
        Response first = post(REQUEST, key);

        // When
        Response second = post(REQUEST, key);

        // Then
        first.then().statusCode(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(post(REQUEST, newKey()).path("run").toString()).isNotEqualTo(first.path("run").toString());
    }

    @Test
    void replaysARejectionToo() {
        String key = newKey();
        String body = "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"refuse\"}";
        assertThat(post(body, key).asByteArray()).isEqualTo(post(body, key).asByteArray());
    }

    @Test
    void runsOnceForConcurrentRequestsWithOneKey() {
        // Given
        String key = newKey();
        String slow = "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"slow\"}";

        // When
        List<Response> responses = IntStream.range(0, 10).mapToObj(i -> CompletableFuture.supplyAsync(() -> post(slow, key)))
                .toList().stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(responses).filteredOn(response -> response.statusCode() == 201)
                .extracting(response -> response.path("run").toString()).isNotEmpty().containsOnly(post(slow, key).path("run")
                        .toString());
        assertThat(responses).filteredOn(response -> response.statusCode() != 201).allSatisfy(response -> response.then()
                .statusCode(409).body("code", equalTo("IDEMPOTENCY_KEY_IN_FLIGHT")));
    }

    @Test
    void rejectsAReusedKeyAndAMalformedKey() {
        String key = newKey();
        post(REQUEST, key).then().statusCode(201);
        post("{\"number\":\"+14155550142\",\"amount\":2}", key).then().statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        post(REQUEST, "").then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
        post(REQUEST, " ").then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
        post(REQUEST, "with blank").then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
        post(REQUEST, "k".repeat(256)).then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"number\":\"+14155550142\",\"amount\":1,\"price\":1.50} | {\"price\":15e-1,\"amount\":1,\"number\":\"+14155550142\"}",
            "{\"number\":\"+14155550142\",\"amount\":1}                 | {\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"\"}",
            "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":null} | {\"number\":\"+14155550142\",\"amount\":1}" })
    void aRequestIsTheSameInAnotherSpelling(String first, String second) {
        String key = newKey();
        assertThat(post(second, key).statusCode()).isEqualTo(201);
        assertThat(post(first, key).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({ "?limit=, 400, INVALID_INPUT", "?cursor=, 400, INVALID_INPUT", "?limit=1&limit=2, 400, INVALID_INPUT",
            "?q=%00, 400, INVALID_INPUT", "?id=abc, 400, INVALID_INPUT", "?id=1-1-1-1-1, 400, INVALID_INPUT",
            "?id=zzzzzzzz-0000-0000-0000-000000000000, 400, INVALID_INPUT", "/items/1-1-1-1-1, 404, NOT_FOUND",
            "/items/99999999999-1-1-1-1, 404, NOT_FOUND", "/items/zzzzzzzz-0000-0000-0000-000000000000, 404, NOT_FOUND",
            "%00, 400, INVALID_INPUT" })
    void rejectsAnInvalidAddress(String suffix, int status, String code) {
        given().urlEncodingEnabled(false).auth().oauth2(Tokens.workspaceAdmin("org_1")).get("/sample/org_1" + suffix).then()
                .statusCode(status).body("code", equalTo(code)).contentType("application/problem+json");
    }
}
