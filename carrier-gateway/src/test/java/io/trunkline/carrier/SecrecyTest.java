package io.trunkline.carrier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrdered;

/** Whatever goes wrong, no log line and no event tells a secret, and no log line a whole number or a text. */
@QuarkusTest
class SecrecyTest extends GatewayTest {

    private static final String BASIC = Base64.getEncoder()
            .encodeToString((CarrierSimulator.ACCOUNT + ":" + CarrierSimulator.TOKEN).getBytes(StandardCharsets.UTF_8));
    private static final Logger OURS = Logger.getLogger("io.trunkline");
    private static final Logger CLIENT = Logger.getLogger("io.quarkus.rest.client");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Formatter format = new PatternFormatter("%c %s%e");
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(format.format(line));
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing to close
        }
    };

    @BeforeEach
    void listenToEverything() {
        listener.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(listener);
        OURS.setLevel(Level.ALL);
        CLIENT.setLevel(Level.ALL);
    }

    @AfterEach
    void stopListeningToLogs() {
        Logger.getLogger("").removeHandler(listener);
        OURS.setLevel(null);
        CLIENT.setLevel(null);
    }

    @Test
    void noSecretNoNumberAndNoTextIsLogged() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"TIMEOUT_AFTER_EXECUTION\"");
        CarrierSimulator.fault("\"operation\":\"list\",\"fault\":\"HTML\"");
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"RESET_AFTER_EXECUTION\"");

        // When
        probe.publish(order);
        NumberOrdered number = probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        SendMessage text = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, number.e164(), "+14155550199",
                "a text that is nobody's business", List.of());
        probe.publish(text);
        probe.await(MessageSent.class, event -> event.messageId().equals(text.messageId()));

        // Then
        await().atMost(5, SECONDS).untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains("OUTCOME_UNKNOWN")));
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(CarrierSimulator.TOKEN, BASIC, number.e164(),
                text.to(), text.body()));
        assertThat(probe.records("trunkline.carrier-events.v1")).allSatisfy(
                message -> assertThat(new String(message.value(), StandardCharsets.UTF_8))
                        .doesNotContain(CarrierSimulator.TOKEN, BASIC));
    }
}
