package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
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
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;

@QuarkusTest
class HttpTest extends KitTest {

    private static final String WISH = "{\"number\":\"+14155550142\",\"amount\":1}";

    private static Response wish(String body, String key) {
        var request = given().auth().oauth2(Tokens.workspaceAdmin("org_1")).contentType(ContentType.JSON).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key)).post("/sample");
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    static List<String> tokensNobodyAccepts() {
        String valid = Tokens.workspaceAdmin("org_1");
        String payload = valid.split("\\.")[1];
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes());
        return List.of("", "rubbish", none + "." + payload + ".", valid.substring(0, valid.length() - 8) + "AAAAAAAA",
                Tokens.forged(Tokens.claims(Roles.WORKSPACE_ADMIN).claim("workspace_id", "org_1")),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).issuer("https://other.test")),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).audience("other")),
                Tokens.signed(Tokens.claims(Roles.WORKSPACE_ADMIN).expiresAt(Instant.now().minusSeconds(60))));
    }

    @ParameterizedTest
    @MethodSource("tokensNobodyAccepts")
    void answers401ToATokenNobodyAccepts(String token) {
        given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON).body(WISH).post("/sample").then()
                .statusCode(401).contentType("application/problem+json").body("code", equalTo("UNAUTHENTICATED"))
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void answers401WithoutAToken() {
        given().contentType(ContentType.JSON).body(WISH).post("/sample").then().statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void answers403ToAnotherRole() {
        given().auth().oauth2(Tokens.workspaceMember("org_1")).contentType(ContentType.JSON).body(WISH).post("/sample").then()
                .statusCode(403).contentType("application/problem+json").body("code", equalTo("FORBIDDEN"));
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
            "null                    | INVALID_INPUT" })
    void answers400ToBadInput(String body, String code) {
        wish(body, null).then().statusCode(400).contentType("application/problem+json").body("code", equalTo(code))
                .body("status", equalTo(400)).body("instance", equalTo("/sample"))
                .body(not(containsString("Exception"))).body(not(containsString("io.trunkline")));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        wish("{\"number\":\"0123\",\"amount\":1}", null).then().body("violations[0].field", equalTo("number"));
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
    void tellsNothingOfItsInsides() {
        wish("{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"break\"}", null).then().statusCode(500)
                .body("code", equalTo("INTERNAL_ERROR")).body(not(containsString("secret insides")));
    }

    @Test
    void answersARepeatedKeyByteForByte() {
        // Given
        String key = newKey();
        Response first = wish(WISH, key);

        // When
        Response second = wish(WISH, key);

        // Then
        first.then().statusCode(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.contentType()).isEqualTo(first.contentType());
        assertThat(wish(WISH, newKey()).path("run").toString()).isNotEqualTo(first.path("run").toString());
    }

    @Test
    void keepsARefusalToo() {
        String key = newKey();
        String body = "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"refuse\"}";
        assertThat(wish(body, key).asByteArray()).isEqualTo(wish(body, key).asByteArray());
    }

    @Test
    void runsOnceWhenTheSameKeyComesManyTimesAtOnce() {
        // Given
        String key = newKey();
        String slow = "{\"number\":\"+14155550142\",\"amount\":1,\"mode\":\"slow\"}";

        // When
        List<Response> answers = IntStream.range(0, 10).mapToObj(i -> CompletableFuture.supplyAsync(() -> wish(slow, key)))
                .toList().stream().map(CompletableFuture::join).toList();

        // Then
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201)
                .extracting(answer -> answer.path("run").toString()).isNotEmpty().containsOnly(wish(slow, key).path("run")
                        .toString());
        assertThat(answers).filteredOn(answer -> answer.statusCode() != 201).allSatisfy(answer -> answer.then()
                .statusCode(409).body("code", equalTo("IDEMPOTENCY_KEY_IN_FLIGHT")));
    }

    @Test
    void refusesAKeyForAnotherRequestAndAKeyThatIsNone() {
        String key = newKey();
        wish(WISH, key).then().statusCode(201);
        wish("{\"number\":\"+14155550142\",\"amount\":2}", key).then().statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        wish(WISH, "with blank").then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
        wish(WISH, "k".repeat(256)).then().statusCode(400).body("code", equalTo("IDEMPOTENCY_KEY_MALFORMED"));
    }
}
