package io.trunkline.simulator.telnyx;

import static io.trunkline.simulator.Api.encode;
import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.telnyx.TelnyxClient.available;
import static io.trunkline.simulator.telnyx.TelnyxClient.awaitDecision;
import static io.trunkline.simulator.telnyx.TelnyxClient.buy;
import static io.trunkline.simulator.telnyx.TelnyxClient.code;
import static io.trunkline.simulator.telnyx.TelnyxClient.delete;
import static io.trunkline.simulator.telnyx.TelnyxClient.error;
import static io.trunkline.simulator.telnyx.TelnyxClient.fault;
import static io.trunkline.simulator.telnyx.TelnyxClient.get;
import static io.trunkline.simulator.telnyx.TelnyxClient.order;
import static io.trunkline.simulator.telnyx.TelnyxClient.patch;
import static io.trunkline.simulator.telnyx.TelnyxClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class TelnyxFaultTest {

    @AfterEach
    void clear() {
        assertThat(Api.delete("/faults").status()).isEqualTo(204);
    }

    @Test
    void findsAnOrderWithoutAnAnswerByItsReference() {
        fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");

        assertThatThrownBy(() -> Api.trySend(orderRequest("lost", "+17195550170").timeout(Duration.ofMillis(500)).build()))
                .isInstanceOf(HttpTimeoutException.class);

        await().untilAsserted(() -> assertThat(get("/number_orders?filter[customer_reference]=lost").json().path("data")
                .path(0).path("status").asText()).isEqualTo("success"));
        assertThat(ledger("action=NUMBER_BOUGHT&number=%2B17195550170")).hasSize(1);
    }

    @Test
    void timeoutBeforeExecutionOrdersNothing() {
        fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_BEFORE_EXECUTION\",\"delayMillis\":200");

        assertThatThrownBy(() -> Api.trySend(orderRequest("never", "+17195550171").build())).isInstanceOf(IOException.class);

        assertThat(get("/number_orders?filter[customer_reference]=never").json().path("data")).isEmpty();
    }

    @Test
    void resetAfterExecutionAcceptsTheOrder() {
        fault("\"operation\":\"order\",\"fault\":\"RESET_AFTER_EXECUTION\"");

        assertThatThrownBy(() -> Api.trySend(orderRequest("reset", "+17195550172").build())).isInstanceOf(IOException.class);

        assertThat(get("/number_orders?filter[customer_reference]=reset").json().path("data")).hasSize(1);
    }

    @Test
    void failsTheOrderOfATakenNumber() {
        fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\"");
        String number = available("907", 1).get(0);

        Exchange taken = order("taken", List.of(number));

        assertThat(taken.status()).isEqualTo(200);
        assertThat(awaitDecision(taken).path("phone_numbers").path(0).path("status").asText()).isEqualTo("failure");
        assertThat(available("907", 1)).doesNotContain(number);
        assertThat(ledger("number=" + encode(number))).isEmpty();
    }

    @Test
    void noInventoryAnswersAnEmptySearchAndRejectsTheOrder() {
        fault("\"fault\":\"NO_INVENTORY\",\"times\":2");

        List<String> none = available("602", 5);
        Exchange refused = order("none", List.of("+16025550170"));

        assertThat(none).isEmpty();
        assertThat(refused.status()).isEqualTo(422);
        assertThat(error(refused).path("source").path("pointer").asText()).isEqualTo("/phone_numbers/0/phone_number");
        assertThat(available("602", 5)).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({ "503, 10007", "500, 10007", "401, 10009", "403, 10010", "404, 10005", "422, 10027" })
    void answersAStatusWithItsDefaultCode(int status, String code) {
        fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":" + status);

        Exchange answer = get("/phone_numbers");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
    }

    @Test
    void answersTooManyRequestsWithRetryAfter() {
        fault("\"operation\":\"search\",\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"3\"");

        Exchange answer = get("/available_phone_numbers");

        assertThat(code(answer)).isEqualTo("10011");
        assertThat(answer.response().headers().firstValue("x-ratelimit-reset")).contains("3");
        assertThat(answer.response().headers().firstValue("x-ratelimit-remaining")).contains("0");
        assertThat(answer.response().headers().firstValue("x-ratelimit-limit")).isPresent();
        assertThat(get("/available_phone_numbers").status()).isEqualTo(200);
    }

    @Test
    void answersAStatusWithARequestedCode() {
        fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":403,\"code\":20100");

        assertThat(code(order("poor", List.of("+14155550173")))).isEqualTo("20100");
    }

    @Test
    void mapsEveryOperationName() {
        JsonNode number = buy("520");
        String one = "/phone_numbers/" + number.path("id").asText();
        for (String operation : List.of("search", "order", "configure", "release", "list", "message")) {
            fault("\"operation\":\"" + operation + "\",\"fault\":\"HTML\"");
        }

        assertThat(List.of(get("/available_phone_numbers"), order("html", List.of("+15205550171")),
                patch(one, "tags", List.of()), delete(one), get(one), post("/messages", "from", "+1", "to", "+1")))
                .allMatch(answer -> answer.status() == 502 && answer.response().body().startsWith("<html>"));
        assertThat(Api.get("/faults").json().path("faults")).allMatch(fault -> fault.path("remaining").asInt() == 0);
    }

    @Test
    void appliesAFaultToItsNumberAndCarrierOnly() {
        String unlucky = "/phone_numbers/" + buy("623").path("id").asText();
        JsonNode lucky = buy("623");
        fault("\"fault\":\"STATUS\",\"number\":\"" + get(unlucky).json().path("data").path("phone_number").asText() + "\"");
        Api.fault("\"fault\":\"STATUS\"");

        assertThat(get("/phone_numbers/" + lucky.path("id").asText()).status()).isEqualTo(200);
        assertThat(get(unlucky).status()).isEqualTo(503);
        assertThat(get(unlucky).status()).isEqualTo(200);
    }

    @Test
    void delaysTheAnswerOfASlowOrderOnly() {
        fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":400");
        long started = System.nanoTime();

        Exchange answer = order("slow", available("480", 1));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(390));
    }

    private static HttpRequest.Builder orderRequest(String reference, String number) {
        return TelnyxClient.request("POST", "/number_orders", "{\"customer_reference\":\"" + reference
                + "\",\"phone_numbers\":[{\"phone_number\":\"" + number + "\"}]}");
    }
}
