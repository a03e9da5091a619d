package io.trunkline.webhook.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.RawTopic;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;

/** A workspace sees its own conversations only. */
@QuarkusTest
class ConversationResourceTest extends WebhookRouterTest {

    private String number;
    private String workspace;

    @BeforeEach
    void aWorkspaceWithANumber() {
        number = Numbers.random();
        workspace = workspaceWith(number);
    }

    @Test
    void listsConversationsByLastMessagePageByPage() {
        // Given five peers, the first of whom writes again
        List<String> peers = IntStream.range(0, 5).mapToObj(i -> "+1415555010" + i).toList();
        peers.forEach(peer -> receive(peer, "hello from " + peer));
        receive(peers.get(0), "again");

        // When
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = get("/conversations?limit=2" + (cursor == null ? "" : "&cursor=" + cursor));
            seen.addAll(page.getList("conversations.peer"));
            cursor = page.getString("nextCursor");
        } while (cursor != null);

        // Then
        assertThat(seen).containsExactly(peers.get(0), peers.get(4), peers.get(3), peers.get(2), peers.get(1));
        JsonPath first = get("/conversations?limit=1");
        assertThat(first.getString("conversations[0].lastMessagePreview")).isEqualTo("again");
        assertThat(first.getString("conversations[0].number")).isEqualTo(number);
        assertThat(first.getString("conversations[0].channel")).isEqualTo("sms");
    }

    @Test
    void filtersConversationsByNumber() {
        // Given
        String second = Numbers.random();
        workspaceWith(second, workspace);
        receive("+14155550100", "to the first");
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", second, "to the second"));
        events.await(MessageReceived.class, event -> event.number().equals(second));

        // Then
        assertThat(get("/conversations").getList("conversations")).hasSize(2);
        assertThat(get("/conversations?number=" + second.replace("+", "%2B")).getList("conversations.number"))
                .isEqualTo(List.of(second));
    }

    @Test
    void listsMessagesNewestFirstPageByPageAndContacts() {
        // Given
        IntStream.range(0, 5).forEach(i -> receive("+14155550100", "message " + i));
        String conversation = get("/conversations").getString("conversations[0].id");

        // When
        JsonPath first = get("/conversations/" + conversation + "/messages?limit=3");
        JsonPath rest = get("/conversations/" + conversation + "/messages?limit=3&cursor=" + first.getString("nextCursor"));

        // Then
        assertThat(first.getList("messages.body")).isEqualTo(List.of("message 4", "message 3", "message 2"));
        assertThat(rest.getList("messages.body")).isEqualTo(List.of("message 1", "message 0"));
        assertThat(rest.getString("nextCursor")).isNull();
        assertThat(first.getString("messages[0].status")).isEqualTo("received");
        assertThat(first.getString("messages[0].from")).isEqualTo("+14155550100");
        assertThat(get("/contacts").getList("contacts.address")).isEqualTo(List.of("+14155550100"));
    }

    static Stream<String> readPaths() {
        return Stream.of("/conversations", "/contacts", "/conversations/" + UUID.randomUUID() + "/messages");
    }

    @ParameterizedTest
    @MethodSource("readPaths")
    void hidesDataFromAnotherWorkspace(String path) {
        // Given
        receive("+14155550100", "secret");
        String stranger = Tokens.workspaceAdmin("org_stranger");

        // Then
        given().auth().oauth2(stranger).get("/api/workspaces/" + workspace + path).then().statusCode(404)
                .contentType("application/problem+json").body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void showsAConversationOnlyThroughItsOwnWorkspace() {
        // Given
        receive("+14155550100", "secret");
        String conversation = get("/conversations").getString("conversations[0].id");
        String stranger = Tokens.workspaceMember("org_stranger");

        // Then
        given().auth().oauth2(stranger).get("/api/workspaces/org_stranger/conversations/" + conversation + "/messages").then()
                .statusCode(404);
        given().auth().oauth2(stranger).get("/api/workspaces/org_stranger/conversations").then().statusCode(200)
                .body("conversations", hasSize(0)).body("nextCursor", nullValue());
        given().auth().oauth2(Tokens.platformAdmin()).get("/api/workspaces/" + workspace + "/conversations/" + conversation
                + "/messages").then().statusCode(200).body("messages.body", equalTo(List.of("secret")));
    }

    static Stream<String> badTokens() {
        return Stream.of("none", "e30.e30.", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                Tokens.forged(Tokens.claims(Roles.PLATFORM_ADMIN)),
                Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).issuer("https://other.test")),
                Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).audience("other")),
                Tokens.signed(Tokens.claims(Roles.PLATFORM_ADMIN).expiresAt(Instant.now().minus(Duration.ofMinutes(1)))));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void rejectsRequestsWithoutAValidToken(String token) {
        for (String path : List.of("/api/workspaces/org_1/conversations", "/api/workspaces/org_1/contacts",
                "/api/admin/webhooks/unrouted")) {
            given().auth().oauth2(token).get(path).then().statusCode(401).contentType("application/problem+json")
                    .body("code", equalTo("UNAUTHENTICATED"));
            given().get(path).then().statusCode(401);
        }
        given().auth().oauth2(token).contentType("application/json")
                .body("{\"channel\":\"sms\",\"to\":\"+14155550100\",\"body\":\"x\"}").post("/api/workspaces/org_1/messages")
                .then()
                .statusCode(401);
    }

    @Test
    void showsUnroutedWebhooksOnlyToPlatformAdmins() {
        for (String token : List.of(Tokens.workspaceAdmin("org_1"), Tokens.workspaceMember("org_1"))) {
            given().auth().oauth2(token).get("/api/admin/webhooks/unrouted").then().statusCode(403)
                    .contentType("application/problem+json").body("code", equalTo("FORBIDDEN"));
        }
    }

    @Test
    void answersNotFoundForAMessageOfAnotherWorkspace() {
        given().auth().oauth2(Tokens.workspaceAdmin("org_stranger")).contentType("application/json")
                .body("{\"channel\":\"sms\",\"to\":\"+14155550100\",\"body\":\"x\"}")
                .post("/api/workspaces/" + workspace + "/messages").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/conversations?limit=x", "/conversations?limit=0", "/conversations?limit=201",
            "/contacts?cursor=%27%20or%201",
            "/conversations?number=4155550142", "/conversations?cursor=AAAA" })
    void rejectsInvalidQueries(String path) {
        given().auth().oauth2(Tokens.workspaceMember(workspace)).urlEncodingEnabled(false)
                .get("/api/workspaces/" + workspace + path).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/conversations/none/messages", "/conversations%00",
            "x%00y/conversations" })
    void answersNotFoundForInvalidPaths(String path) {
        given().auth().oauth2(Tokens.platformAdmin()).urlEncodingEnabled(false).get("/api/workspaces/" + workspace + path)
                .then()
                .statusCode(404).contentType("application/problem+json");
    }

    @Test
    void pagesThroughUnroutedWebhooks() {
        // Given
        String unowned = Numbers.random();
        IntStream.range(0, 3)
                .forEach(i -> RawTopic.publishText(WebhookClient.text("+14155550100", unowned, "x"), Numbers.now()));
        soon().untilAsserted(
                () -> assertThat(Numbers.query("select 1 from unrouted where number = '" + unowned + "'")).hasSize(3));

        // When: webhooks of other tests may arrive meanwhile
        List<Map<String, Object>> found = new ArrayList<>();
        String cursor = "";
        while (found.stream().filter(webhook -> unowned.equals(webhook.get("number"))).count() < 3) {
            JsonPath page = unrouted("?limit=2" + cursor);
            assertThat(page.getList("webhooks")).isNotEmpty();
            found.addAll(page.getList("webhooks"));
            cursor = "&cursor=" + page.getString("nextCursor");
        }

        // Then
        assertThat(found).extracting(webhook -> webhook.get("id")).doesNotHaveDuplicates();
    }

    private static JsonPath unrouted(String query) {
        return given().auth().oauth2(Tokens.platformAdmin()).get("/api/admin/webhooks/unrouted" + query).then()
                .statusCode(200).extract().jsonPath();
    }

    private void receive(String peer, String body) {
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text(peer, number, body));
        events.await(MessageReceived.class, event -> event.number().equals(number) && event.body().equals(body));
    }

    private JsonPath get(String path) {
        return given().auth().oauth2(Tokens.workspaceMember(workspace)).urlEncodingEnabled(false)
                .get("/api/workspaces/" + workspace + path).then().statusCode(200).extract().jsonPath();
    }
}
