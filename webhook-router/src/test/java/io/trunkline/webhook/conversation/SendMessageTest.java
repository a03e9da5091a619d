package io.trunkline.webhook.conversation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.kit.testing.Tokens;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;

/** A workspace sends from its number, once per idempotency key. */
@QuarkusTest
class SendMessageTest extends MessagingTest {

    @Test
    void repliesFromTheWorkspacesNumberInTheSameConversation() {
        // Given
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text(PEER, number, "Are you open?"));
        MessageReceived question = events.await(MessageReceived.class, event -> event.number().equals(number));

        // When
        Response answer = send("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"Größe 👋\",\"numberType\":\"sales\"}");

        // Then
        answer.then().statusCode(202).body("status", equalTo("queued")).body("direction", equalTo("outbound"))
                .body("from", equalTo(number)).body("to", equalTo(PEER)).body("body", equalTo("Größe 👋"))
                .body("conversationId", equalTo(question.conversationId().toString()));
        UUID id = UUID.fromString(answer.path("id"));
        assertThat(events.await(SendMessage.class, command -> command.messageId().equals(id))).isEqualTo(
                new SendMessage(id, workspace, "sms", "twilio", number, PEER, "Größe 👋", List.of()));
        given().auth().oauth2(Tokens.workspaceMember(workspace)).get(answer.header("Location")).then().statusCode(200)
                .body("messages.direction", equalTo(List.of("outbound", "inbound")))
                .body("messages.body", equalTo(List.of("Größe 👋", "Are you open?")));
    }

    @Test
    void sendsFromThePrimaryNumberEvenIfAssignedLater() {
        // Given
        String other = Numbers.random();
        String primary = Numbers.random();
        String customer = workspaceWith(other, "org_two" + other.substring(1));
        Numbers.query("update route set slot = 'bought-7' where number = '" + other + "' returning 1");
        workspaceWith(primary, customer);

        // When
        Response answer = send(customer, null, "{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}");

        // Then
        answer.then().statusCode(202).body("from", equalTo(primary));
    }

    @Test
    void sendsFromTheDepartmentsNumberAndFallsBackToThePrimaryOne() {
        // Given
        String sales = Numbers.random();
        workspaceWith(sales, workspace);
        completeProvisioning(number, "primary");
        completeProvisioning(sales, "support");
        completeProvisioning(sales, "sales");
        soon().untilAsserted(() -> assertThat(Numbers.query("select type from number_use where number = '" + sales + "'"))
                .containsExactly("sales"));

        // When
        String request = "{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\",\"numberType\":\"%s\"}";
        send(request.formatted("sales")).then().statusCode(202).body("from", equalTo(sales));
        send(request.formatted("support")).then().statusCode(202).body("from", equalTo(number));
        send(request.replace(",\"numberType\":\"%s\"", "")).then().statusCode(202).body("from", equalTo(number));

        // Then
        given().auth().oauth2(Tokens.workspaceMember(workspace)).queryParam("numberType", "sales")
                .get("/api/workspaces/" + workspace + "/conversations").then().statusCode(200)
                .body("conversations.number", equalTo(List.of(sales)))
                .body("conversations.numberType", equalTo(List.of("sales")));
    }

    private void completeProvisioning(String ours, String type) {
        events.publish(new ProvisioningCompleted(UUID.randomUUID(), workspace, "included-1", UUID.randomUUID(), ours, type,
                Numbers.now()));
    }

    @Test
    void sendsOncePerIdempotencyKey() {
        // Given
        String key = UUID.randomUUID().toString();
        String request = "{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"once\"}";

        // When
        List<Response> answers = IntStream.range(0, 20).parallel().mapToObj(i -> send(workspace, key, request)).toList();

        // Then
        assertThat(answers).extracting(Response::statusCode).containsAnyOf(202).isSubsetOf(202, 409);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).extracting(Response::asString)
                .containsOnly(send(workspace, key, request).asString());
        send(workspace, key, request.replace("once", "twice")).then().statusCode(422)
                .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "'")).containsExactly("once");
    }

    @Test
    void rejectsAnotherMessageUnderAKeyWhoseResponseWasPurged() {
        // Given
        String key = UUID.randomUUID().toString();
        String request = "{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"first\",\"mediaUrls\":[\"https://x/1\"]}";
        String id = send(workspace, key, request).then().statusCode(202).extract().path("id");

        for (String part : List.of("first", "5550100", "x/1")) {
            deleteStoredResponse(key);
            send(workspace, key, request.replace(part, part.replace('1', '2').replace('f', 'F'))).then().statusCode(422)
                    .body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
        }
        deleteStoredResponse(key);
        send(workspace, key, request).then().statusCode(202).body("id", equalTo(id));
        assertThat(Numbers.query("select body from message where workspace_id = '" + workspace + "'")).containsExactly("first");
    }

    private static void deleteStoredResponse(String key) {
        Numbers.query("delete from idempotency_key where key = '" + key + "' returning key");
    }

    @Test
    void cannotSendWithoutANumber() {
        send("org_without", null, "{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}").then().statusCode(409)
                .body("code", equalTo("NO_SENDING_NUMBER"));
        events.publish(Numbers.released(number, workspace, Numbers.now()));
        soon().untilAsserted(() -> send("{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"x\"}").then().statusCode(409));
    }

    @ParameterizedTest
    @CsvSource(value = { "{\"channel\":\"whatsapp\",\"to\":\"+14155550100\",\"body\":\"x\"}|422|CHANNEL_UNAVAILABLE",
            "{\"channel\":\"pigeon\",\"to\":\"+14155550100\",\"body\":\"x\"}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"4155550100\",\"body\":\"x\"}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"ACME\",\"body\":\"x\"}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\"}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\",\"body\":\"a\\u0000b\"}|400|MALFORMED_REQUEST",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\",\"mediaUrls\":[\"file:///etc/passwd\"]}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\",\"mediaUrls\":[null]}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\",\"mediaUrls\":[\"https://x/\\u0000\"]}|400|MALFORMED_REQUEST",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\",\"body\":\"\\ud83d\"}|400|INVALID_INPUT",
            "{\"channel\":\"sms\",\"to\":\"+14155550100\",\"body\":\"x\",\"from\":\"+1\"}|400|UNKNOWN_FIELD",
            "{\"channel\":\"sms\"|400|MALFORMED_REQUEST", "|400|INVALID_INPUT" }, delimiter = '|')
    void rejectsInvalidMessages(String request, int status, String code) {
        send(request == null ? "" : request).then().statusCode(status).contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void rejectsMoreThan1600Characters() {
        String request = "{\"channel\":\"sms\",\"to\":\"" + PEER + "\",\"body\":\"%s\"}";
        send(request.formatted("x".repeat(1601))).then().statusCode(400).body("violations[0].field", equalTo("body"));
        send(request.formatted("x".repeat(1600))).then().statusCode(202);
    }
}
