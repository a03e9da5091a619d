package io.trunkline.carrier;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

import org.hamcrest.Matcher;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.Topics;
import io.trunkline.kit.testing.Tokens;

/**
 * No log line, problem, metric or event contains a secret, even after failures. No log line contains a complete number or a
 * text.
 */
@QuarkusTest
class SecrecyTest extends GatewayTest {

    private static final Logger OURS = Logger.getLogger("io.trunkline");
    private static final Logger CLIENT = Logger.getLogger("io.quarkus.rest.client");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Formatter format = new PatternFormatter("%c %s%e");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(format.format(line));
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to close
        }
    };

    @BeforeEach
    void captureAllLogs() {
        listener.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(listener);
        OURS.setLevel(Level.ALL);
        CLIENT.setLevel(Level.ALL);
    }

    @AfterEach
    void stopCapturingLogs() {
        Logger.getLogger("").removeHandler(listener);
        OURS.setLevel(null);
        CLIENT.setLevel(null);
    }

    @Test
    void logsNoSecretNoNumberAndNoText() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"HTML\"");
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"RESET_AFTER_EXECUTION\"");

        // When
        probe.publish(order);
        NumberOrdered number = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        SendMessage text = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, number.e164(), "+14155550199",
                "a confidential text", List.of());
        probe.publish(text);
        probe.await(MessageSent.class, event -> event.messageId().equals(text.messageId()));

        // Then
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains("OUTCOME_UNKNOWN")));
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(number.e164(), text.to(), text.body()));
        assertNoSecretIn(Map.of("log", lines, "events", events()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "twilio", "telnyx", "signalwire" })
    void revealsNoSecretWhenACarrierRefusesUs(String carrier) {
        // Given
        List<String> problems = new ArrayList<>();
        OrderNumber order = new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, carrier, anyNumber(),
                null);

        // When
        for (String fault : List.of("\"fault\":\"STATUS\",\"status\":401", "\"fault\":\"HTML\"",
                "\"fault\":\"RESET_AFTER_EXECUTION\"", "\"fault\":\"STATUS\",\"status\":503")) {
            CarrierSimulator.fault(carrier, "\"operation\":\"list\",\"times\":9," + fault);
            problems.add(verify(carrier, not(200)));
            CarrierSimulator.noFaults();
        }
        CarrierSimulator.fault(carrier, "\"operation\":\"order\",\"times\":9,\"fault\":\"STATUS\",\"status\":401");
        probe.publish(order);
        probe.await(NumberOrderFailed.class, event -> event.orderId().equals(order.orderId()));
        CarrierSimulator.noFaults();
        problems.add(verify(carrier, is(200)));
        problems.add(given().auth().oauth2(Tokens.platformAdmin()).get("/api/admin/carriers").asString());

        // Then
        assertThat(lines).anyMatch(line -> line.contains("CARRIER_AUTH"));
        assertNoSecretIn(Map.of("log", lines, "problems", problems, "events", events(), "metrics",
                List.of(given().get(metrics).then().statusCode(200)
                        .body(containsString("trunkline_carrier_calls_seconds_count")).extract().asString())));
    }

    private static String verify(String carrier, Matcher<Integer> status) {
        return given().auth().oauth2(Tokens.platformAdmin()).post("/api/admin/carriers/" + carrier + "/verify").then()
                .statusCode(status).extract().asString();
    }

    /** The published events, with headers. */
    private static List<String> events() {
        return probe.records(Topics.CARRIER_EVENTS).stream().map(message -> new String(message.value(), UTF_8)
                + Stream.of(message.headers().toArray()).map(header -> new String(header.value(), UTF_8)).toList()).toList();
    }

    private static void assertNoSecretIn(Map<String, List<String>> places) {
        assertThat(places).allSatisfy((place, texts) -> assertThat(texts).as(place).isNotEmpty()
                .noneMatch(text -> CarrierSimulator.secrets().stream().anyMatch(text::contains)));
    }
}
