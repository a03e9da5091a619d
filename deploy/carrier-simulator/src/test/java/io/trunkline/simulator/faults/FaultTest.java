package io.trunkline.simulator.faults;

import static io.trunkline.simulator.Api.basic;
import static io.trunkline.simulator.Api.buy;
import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.fault;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.Api.post;
import static io.trunkline.simulator.Api.twilioDelete;
import static io.trunkline.simulator.Api.twilioGet;
import static io.trunkline.simulator.Api.twilioPost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class FaultTest {

    @AfterEach
    void clear() {
        assertThat(Api.delete("/faults").status()).isEqualTo(204);
        assertThat(Api.get("/faults").json().path("faults")).isEmpty();
    }

    @Test
    void timeoutAfterExecutionBuysTheNumber() {
        fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");

        assertThatThrownBy(() -> Api.trySend(order("+17195550160", Duration.ofMillis(500))))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(ledger("number=%2B17195550160")).hasSize(1);
        assertThat(twilioGet("/IncomingPhoneNumbers.json?PhoneNumber=%2B17195550160").json()
                .path("incoming_phone_numbers")).hasSize(1);
    }

    @Test
    void timeoutBeforeExecutionBuysNothingAndClosesTheConnection() {
        fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_BEFORE_EXECUTION\",\"delayMillis\":300");
        long started = System.nanoTime();

        assertThatThrownBy(() -> Api.trySend(order("+17195550161", Duration.ofSeconds(10))))
                .isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(5));
        assertThat(ledger("number=%2B17195550161")).isEmpty();
    }

    @Test
    void resetAfterExecutionBuysTheNumberAndClosesTheConnection() {
        fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");

        assertThatThrownBy(() -> Api.trySend(order("+17195550162", Duration.ofSeconds(10))))
                .isInstanceOf(IOException.class).isNotInstanceOf(HttpTimeoutException.class);

        assertThat(ledger("number=%2B17195550162&action=NUMBER_BOUGHT")).hasSize(1);
    }

    @Test
    void marksATakenNumberAsSold() {
        fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\"");

        Exchange taken = twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", "+19075550100");
        Exchange again = twilioPost("/IncomingPhoneNumbers.json", "PhoneNumber", "+19075550100");
        String offered = twilioGet("/AvailablePhoneNumbers/US/Local.json?AreaCode=907").response().body();

        assertThat(taken.code()).isEqualTo(21422);
        assertThat(again.code()).isEqualTo(21422);
        assertThat(offered).doesNotContain("+19075550100").contains("+19075550101");
    }

    @Test
    void noInventoryAnswersAnEmptyListAndRejectsTheAreaCode() {
        fault("\"fault\":\"NO_INVENTORY\",\"times\":2");

        Exchange search = twilioGet("/AvailablePhoneNumbers/US/Local.json");
        Exchange order = buy("602");

        assertThat(search.status()).isEqualTo(200);
        assertThat(search.json().path("available_phone_numbers")).isEmpty();
        assertThat(order.code()).isEqualTo(21452);
        assertThat(buy("602").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({ "503, 20503", "500, 20500", "429, 20429", "401, 20003" })
    void answersAStatusWithItsDefaultCode(int status, int code) {
        fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":" + status + ",\"retryAfter\":\"2\"");

        Exchange answer = twilioGet("/IncomingPhoneNumbers.json");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void answersAStatusWithARequestedCode() {
        fault("\"operation\":\"message\",\"fault\":\"STATUS\",\"status\":400,\"code\":21610");

        Exchange answer = twilioPost("/Messages.json", "From", "+1", "To", "+1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(21610);
        assertThat(answer.response().headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void answersAProxysHtmlPage() {
        fault("\"operation\":\"search\",\"fault\":\"HTML\"");

        Exchange answer = twilioGet("/AvailablePhoneNumbers/US/Local.json");

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.response().headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.response().body()).startsWith("<html>");
    }

    @Test
    void delaysTheAnswerOfASlowCallOnly() {
        fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":400");
        long started = System.nanoTime();

        Exchange answer = buy("480");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(390));
    }

    @Test
    void appliesAFaultToItsOperationAndCountOnly() {
        // Given
        Exchange number = buy("520");
        String one = "/IncomingPhoneNumbers/" + number.text("sid") + ".json";
        fault("\"operation\":\"configure\",\"fault\":\"STATUS\",\"times\":2");
        fault("\"operation\":\"release\",\"fault\":\"STATUS\",\"status\":500");

        // When
        assertThat(twilioGet(one).status()).isEqualTo(200);
        assertThat(twilioPost(one, "SmsUrl", "https://example.com").status()).isEqualTo(503);
        assertThat(twilioPost(one, "SmsUrl", "https://example.com").status()).isEqualTo(503);
        assertThat(twilioPost(one, "SmsUrl", "https://example.com").status()).isEqualTo(200);
        assertThat(twilioDelete(one).status()).isEqualTo(500);
        assertThat(twilioDelete(one).status()).isEqualTo(204);

        // Then
        JsonNode script = Api.get("/faults").json().path("faults");
        assertThat(script).extracting(entry -> entry.path("fired").asInt()).containsExactly(2, 1);
        assertThat(script).extracting(entry -> entry.path("remaining").asInt()).containsExactly(0, 0);
        assertThat(script.path(0).path("operation").asText()).isEqualTo("configure");
        assertThat(script.path(0).path("fault").asText()).isEqualTo("STATUS");
    }

    @Test
    void appliesAFaultToOneNumberOnly() {
        String unlucky = buy("623").text("phone_number");
        String lucky = buy("623").text("phone_number");
        fault("\"fault\":\"STATUS\",\"number\":\"" + unlucky + "\"");

        assertThat(text(lucky).status()).isEqualTo(201);
        assertThat(text(unlucky).status()).isEqualTo(503);
        assertThat(text(unlucky).status()).isEqualTo(201);
        assertThat(ledger("action=MESSAGE_SENT&number=" + encode(unlucky))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"carrier\":\"twilio\"}", "{\"fault\":\"STATUS\"}",
            "{\"carrier\":\"telex\",\"fault\":\"STATUS\"}",
            "{\"carrier\":\"twilio\",\"fault\":\"STATUS\",\"statsu\":503}", "{\"carrier\":\"twilio\",\"fault\":\"FLOOD\"}",
            "{\"carrier\":\"twilio\",\"fault\":\"STATUS\",\"times\":0}",
            "{\"carrier\":\"twilio\",\"fault\":\"STATUS\",\"status\":200}",
            "{\"carrier\":\"twilio\",\"fault\":\"NUMBER_TAKEN\",\"operation\":\"search\"}", "{", "null" })
    void rejectsAFaultThatCanNeverApply(String json) {
        Exchange refused = post("/faults", json);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.response().headers().firstValue("Content-Type").orElseThrow()).contains("problem+json");
        assertThat(refused.response().body()).doesNotContain("io.trunkline");
    }

    private static Exchange text(String from) {
        return twilioPost("/Messages.json", "From", from, "To", "+14155550188", "Body", "hello");
    }

    private static HttpRequest order(String number, Duration timeout) {
        return Api.request("POST", "/twilio" + Api.PREFIX + "/IncomingPhoneNumbers.json", Api.form("PhoneNumber", number),
                "application/x-www-form-urlencoded").header("Authorization", basic(Api.ACCOUNT, Api.TOKEN)).timeout(timeout)
                .build();
    }
}
