package io.trunkline.simulator.telnyx.number;

import static io.trunkline.simulator.telnyx.TelnyxAccountRegistry.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.telnyx.TelnyxConfig;
import io.trunkline.simulator.telnyx.connection.Connection;
import io.trunkline.simulator.telnyx.connection.ConnectionStore;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.OrderRequest;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.RequestedNumber;

/** A restarted simulator still owns the bought numbers, with their orders and profiles. */
class TelnyxRestartTest {

    private final NumberInventory inventory = new NumberInventory();
    private final ObjectMapper mapper = JsonMapper.builder().findAndAddModules().build();

    @TempDir
    Path folder;

    /** The account of tests without a running simulator. */
    private record TestAccount() implements TelnyxConfig {

        @Override
        public String apiKey() {
            return "key";
        }

        @Override
        public String privateKey() {
            return "";
        }

        @Override
        public Map<String, Account> accounts() {
            return Map.of();
        }

        @Override
        public Duration orderDelay() {
            return Duration.ZERO;
        }

        @Override
        public Optional<String> orderWebhookUrl() {
            return Optional.empty();
        }

        @Override
        public Duration deliveryStep() {
            return Duration.ZERO;
        }

        @Override
        public Duration webhookRetryPause() {
            return Duration.ZERO;
        }

        @Override
        public Duration webhookTimeout() {
            return Duration.ZERO;
        }

        @Override
        public Duration releasedHold() {
            return Duration.ofDays(45);
        }
    }

    private record Simulator(ConnectionStore connections, PhoneNumberStore numbers, NumberOrderService orders) {
    }

    @Test
    void rebuildsEverythingFromTheLedger() {
        // Given
        Simulator before = start();
        Connection profile = before.connections().create(MAIN, Connection.Kind.MESSAGING_PROFILE,
                Map.of("name", "kept", "webhook_url", "https://example.com/a"));
        NumberOrder order = before.orders().place(MAIN,
                new OrderRequest(List.of(new RequestedNumber("+14155550170", null, null),
                        new RequestedNumber("+14155550171", null, null)), null, profile.id(), null, "order-1"));
        await().untilAsserted(() -> assertThat(before.orders().byId(MAIN, order.id()).orElseThrow().isComplete()).isTrue());
        PhoneNumber owned = before.numbers().byNumber("+14155550170").orElseThrow();
        before.numbers().configure(MAIN, owned.id(),
                Map.of("tags", List.of("a"), "voice", Map.of("tech_prefix_enabled", true)));
        before.numbers().release(MAIN, before.numbers().byNumber("+14155550171").orElseThrow().id());

        // When
        Simulator after = start();

        // Then
        assertThat(after.numbers().newestFirst(MAIN)).containsExactly(before.numbers().byId(MAIN, owned.id()).orElseThrow());
        assertThat(after.numbers().isForSale("+14155550171")).isFalse();
        assertThat(after.connections().find(MAIN, Connection.Kind.MESSAGING_PROFILE, profile.id())).contains(profile);
        NumberOrder rebuilt = after.orders().byId(MAIN, order.id()).orElseThrow();
        assertThat(rebuilt.status()).isEqualTo("success");
        assertThat(rebuilt.request()).isEqualTo(order.request());
        assertThat(rebuilt.subOrders()).isEqualTo(before.orders().byId(MAIN, order.id()).orElseThrow().subOrders());
    }

    private Simulator start() {
        Ledger ledger = new Ledger(folder.resolve("ledger.jsonl"), mapper);
        PhoneNumberStore numbers = new PhoneNumberStore(inventory, ledger, new TestAccount());
        return new Simulator(new ConnectionStore(ledger), numbers,
                new NumberOrderService(inventory, ledger, numbers, new TestAccount(), null));
    }
}
