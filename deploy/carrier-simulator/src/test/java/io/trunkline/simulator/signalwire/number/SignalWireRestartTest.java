package io.trunkline.simulator.signalwire.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.signalwire.SignalWire;
import io.trunkline.simulator.signalwire.SignalWireConfig;
import io.trunkline.simulator.twilioapi.IncomingNumber;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;

/** A restarted simulator still owns the bought numbers and knows their age. */
class SignalWireRestartTest {

    private static final String OLD = "00000000-0000-4000-8000-000000000001";

    private final NumberInventory inventory = new NumberInventory();
    private final ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("ledger.jsonl");
    }

    /** The project of tests without a running simulator. */
    private record TestProject() implements SignalWireConfig {

        @Override
        public String projectId() {
            return OLD;
        }

        @Override
        public String apiToken() {
            return "token";
        }

        @Override
        public String signingKey() {
            return "key";
        }

        @Override
        public Map<String, Project> accounts() {
            return Map.of();
        }

        @Override
        public Duration deliveryStep() {
            return Duration.ZERO;
        }

        @Override
        public Duration webhookTimeout() {
            return Duration.ZERO;
        }

        @Override
        public Duration releaseAge() {
            return Duration.ofDays(14);
        }

        @Override
        public Duration releasedHold() {
            return Duration.ofDays(45);
        }
    }

    @Test
    void rebuildsNumbersAndSettingsFromTheLedger() {
        // Given
        IncomingNumberStore before = start();
        IncomingNumber bought = before.buy(OLD, inventory.find("+14155550132").orElseThrow(), "order-1",
                Map.of("SmsUrl", "https://example.com/a"));
        before.configure(OLD, bought.sid(), null, Map.of("SmsUrl", "https://example.com/b"));

        // When
        IncomingNumberStore after = start();

        // Then
        assertThat(after.newestFirst(OLD)).containsExactly(before.bySid(OLD, bought.sid()).orElseThrow());
        assertThat(after.bySid(OLD, bought.sid()).orElseThrow().setting("SmsUrl")).isEqualTo("https://example.com/b");
        assertThat(after.isForSale("+14155550132")).isFalse();
    }

    @Test
    void countsTheAgeFromThePurchase() throws IOException {
        // Given
        Files.writeString(file, bought(1, "+14155550133", OLD, Duration.ofDays(14).plusMinutes(1))
                + bought(2, "+14155550134", OLD.replace('1', '2'), Duration.ofDays(14).minusMinutes(1)));
        IncomingNumberStore numbers = start();

        // When
        numbers.release(OLD, OLD);

        // Then
        assertThat(numbers.bySid(OLD, OLD)).isEmpty();
        assertThat(start().isForSale("+14155550133")).isFalse();
        assertThatThrownBy(() -> numbers.release(OLD, OLD.replace('1', '2'))).isInstanceOf(TwilioApiException.class)
                .satisfies(refusal -> assertThat(((TwilioApiException) refusal).code()).isEqualTo(22121));
    }

    private static String bought(int seq, String number, String id, Duration ago) {
        return "{\"seq\":" + seq + ",\"at\":\"" + Instant.now().minus(ago) + "\",\"carrier\":\"signalwire\","
                + "\"action\":\"NUMBER_BOUGHT\",\"number\":\"" + number + "\",\"carrierId\":\"" + id
                + "\",\"reference\":\"order\"}\n";
    }

    private IncomingNumberStore start() {
        return new IncomingNumberStore(SignalWire.of(new TestProject()), inventory, new Ledger(file, mapper));
    }
}
