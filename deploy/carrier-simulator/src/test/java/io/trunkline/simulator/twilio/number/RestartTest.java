package io.trunkline.simulator.twilio.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.twilio.Twilio;
import io.trunkline.simulator.twilioapi.IncomingNumber;
import io.trunkline.simulator.twilioapi.TwilioApiException;
import io.trunkline.simulator.twilioapi.number.IncomingNumberStore;

/** A restarted simulator still owns the bought numbers. */
class RestartTest {

    private static final String ACCOUNT = new TestAccount().accountSid();

    private final NumberInventory inventory = new NumberInventory();
    private final ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("new").resolve("ledger.jsonl");
    }

    @Test
    void rebuildsNumbersAndSettingsFromTheLedger() {
        // Given
        IncomingNumberStore before = start();
        IncomingNumber owned = before.buy(ACCOUNT, number("+14155550142"), "order-1",
                Map.of("SmsUrl", "https://example.com/a"));
        before.configure(ACCOUNT, owned.sid(), null,
                Map.of("SmsUrl", "https://example.com/b", "VoiceUrl", "https://example.com/v"));
        IncomingNumber released = before.buy(ACCOUNT, number("+14155550143"), "order-2", Map.of());
        before.release(ACCOUNT, released.sid());

        // When
        IncomingNumberStore after = start();

        // Then
        assertThat(after.newestFirst(ACCOUNT)).singleElement().satisfies(number -> {
            assertThat(number).isEqualTo(before.bySid(ACCOUNT, owned.sid()).orElseThrow());
            assertThat(number.setting("SmsUrl")).isEqualTo("https://example.com/b");
            assertThat(number.friendlyName()).isEqualTo("order-1");
        });
        assertThat(after.isForSale("+14155550143")).isFalse();
        assertThatThrownBy(() -> after.buy(ACCOUNT, number("+14155550142"), null, Map.of()))
                .isInstanceOf(TwilioApiException.class);
    }

    @Test
    void appendsToAnExistingLedger() {
        start().buy(ACCOUNT, number("+14155550142"), "order-1", Map.of());

        start().buy(ACCOUNT, number("+14155550143"), "order-2", Map.of());

        assertThat(new Ledger(file, mapper).entries()).extracting(entry -> entry.seq() + " " + entry.number())
                .containsExactly("1 +14155550142", "2 +14155550143");
    }

    @Test
    void dropsAnIncompleteLastLine() throws IOException {
        start().buy(ACCOUNT, number("+14155550142"), "order-1", Map.of());
        Files.writeString(file, "{\"seq\":2,\"at\":\"2026-11-20T1", StandardOpenOption.APPEND);

        IncomingNumberStore after = start();
        after.buy(ACCOUNT, number("+14155550143"), "order-2", Map.of());

        assertThat(start().newestFirst(ACCOUNT)).extracting(IncomingNumber::e164).containsExactly("+14155550143",
                "+14155550142");
    }

    private IncomingNumberStore start() {
        return new IncomingNumberStore(Twilio.of(new TestAccount(), inventory), inventory, new Ledger(file, mapper));
    }

    private InventoryNumber number(String e164) {
        return inventory.find(e164).orElseThrow();
    }
}
