package io.trunkline.simulator.signalwire;

import static io.trunkline.simulator.Api.ledger;
import static io.trunkline.simulator.signalwire.SignalWireClient.PREFIX;
import static io.trunkline.simulator.signalwire.SignalWireClient.PROJECT;
import static io.trunkline.simulator.signalwire.SignalWireClient.TOKEN;
import static io.trunkline.simulator.signalwire.SignalWireClient.available;
import static io.trunkline.simulator.signalwire.SignalWireClient.buy;
import static io.trunkline.simulator.signalwire.SignalWireClient.delete;
import static io.trunkline.simulator.signalwire.SignalWireClient.fault;
import static io.trunkline.simulator.signalwire.SignalWireClient.get;
import static io.trunkline.simulator.signalwire.SignalWireClient.numbers;
import static io.trunkline.simulator.signalwire.SignalWireClient.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.simulator.Api;
import io.trunkline.simulator.Api.Exchange;
import io.trunkline.simulator.WebhookReceiver;

@QuarkusTest
@QuarkusTestResource(WebhookReceiver.class)
class SignalWireFaultTest {

    @AfterEach
    void clear() {
        assertThat(Api.delete("/faults").status()).isEqualTo(204);
    }

    @Test
    void timeoutAfterExecutionBuysTheNumber() {
        fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");
        HttpRequest order = Api.request("POST", "/signalwire" + PREFIX + "/IncomingPhoneNumbers",
                Api.form("PhoneNumber", "+17195550130"), "application/x-www-form-urlencoded")
                .header("Authorization", Api.basic(PROJECT, TOKEN)).timeout(Duration.ofMillis(500)).build();

        assertThatThrownBy(() -> Api.trySend(order)).isInstanceOf(HttpTimeoutException.class);

        assertThat(ledger("number=%2B17195550130")).hasSize(1);
        assertThat(numbers(get("/IncomingPhoneNumbers?PhoneNumber=%2B17195550130"), "incoming_phone_numbers")).hasSize(1);
    }

    @Test
    void marksATakenNumberAsSold() {
        fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\"");

        Exchange taken = post("/IncomingPhoneNumbers", "PhoneNumber", "+19075550130");
        Exchange again = post("/IncomingPhoneNumbers", "PhoneNumber", "+19075550130");

        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.code()).isEqualTo(20422);
        assertThat(again.json()).isEqualTo(taken.json());
        assertThat(available("907")).doesNotContain("+19075550130").contains("+19075550131");
    }

    @Test
    void noInventoryAnswersAnEmptyList() {
        fault("\"operation\":\"search\",\"fault\":\"NO_INVENTORY\"");

        assertThat(available("602")).isEmpty();
        assertThat(available("602")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "503, , 20504", "429, , 20429", "401, , 20003", "422, 4001, 4001", "400, 21422, 21422" })
    void answersAStatusWithItsDefaultOrRequestedCode(int status, Integer code, int answered) {
        fault("\"operation\":\"list\",\"fault\":\"STATUS\",\"status\":" + status + ",\"retryAfter\":\"2\",\"code\":" + code);

        Exchange answer = get("/IncomingPhoneNumbers");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(answered);
        assertThat(answer.response().headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void appliesAFaultToItsOperationAndCarrierOnly() {
        Exchange number = buy("520");
        String one = "/IncomingPhoneNumbers/" + number.text("sid");
        fault("\"operation\":\"configure\",\"fault\":\"STATUS\"");
        fault("\"operation\":\"release\",\"fault\":\"STATUS\",\"status\":500,\"number\":\"" + number.text("phone_number")
                + "\"");

        assertThat(Api.twilioGet("/IncomingPhoneNumbers.json").status()).isEqualTo(200);
        assertThat(get(one).status()).isEqualTo(200);
        assertThat(post(one, "SmsUrl", "https://example.com").status()).isEqualTo(503);
        assertThat(post(one, "SmsUrl", "https://example.com").status()).isEqualTo(200);
        assertThat(delete(one).status()).isEqualTo(500);
        assertThat(delete(one).status()).isIn(204, 422);
    }
}
