package io.trunkline.inventory;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;

/** Every path requires the role platform-admin. */
@QuarkusTest
class AuthorizationTest extends InventoryTest {

    private static final String NUMBERS = "/api/admin/phone-numbers";
    private static final String ANY_ID = "/0198c1de-0000-7000-8000-000000000000";

    static Stream<String> invalidTokens() {
        return Stream.of(null,
                "not-a-token",
                unsigned(),
                Tokens.forged(Tokens.claims(Roles.PLATFORM_ADMIN)),
                Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).issuer("https://other-issuer.test")),
                Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).audience("something-else")),
                Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).expiresAt(Instant.now().minus(Duration.ofMinutes(5)))));
    }

    static Stream<String> tokensOfOtherRoles() {
        return Stream.of(Tokens.workspaceAdmin("org_1"), Tokens.workspaceMember("org_1"));
    }

    @ParameterizedTest
    @MethodSource("invalidTokens")
    void requiresAValidToken(String token) {
        expectOnEveryPath(token, 401, "UNAUTHENTICATED");
    }

    @ParameterizedTest
    @MethodSource("tokensOfOtherRoles")
    void rejectsEveryOtherRole(String token) {
        expectOnEveryPath(token, 403, "FORBIDDEN");
    }

    private static void expectOnEveryPath(String token, int status, String code) {
        Stream.of(NUMBERS, NUMBERS + ANY_ID + "/history", NUMBERS + "/buy" + ANY_ID).forEach(
                path -> with(token).get(path).then().statusCode(status).contentType("application/problem+json")
                        .body("code", equalTo(code)));
        with(token).queryParam("id", ANY_ID.substring(1)).delete(NUMBERS).then().statusCode(status).body("code", equalTo(code));
        Stream.of(NUMBERS, NUMBERS + "/buy").forEach(
                path -> with(token).contentType(ContentType.JSON).body(Map.of()).post(path).then().statusCode(status)
                        .contentType("application/problem+json").body("code", equalTo(code)));
    }

    private static RequestSpecification with(String token) {
        return token == null ? given() : given().auth().oauth2(token);
    }

    private static String unsigned() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = """
                {"iss":"%s","aud":"%s","sub":"user_1","groups":["platform-admin"],"exp":%d}""".formatted(Tokens.ISSUER,
                Tokens.AUDIENCE, Instant.now().plusSeconds(600).getEpochSecond());
        return base64.encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes()) + "."
                + base64.encodeToString(claims.getBytes()) + ".";
    }
}
