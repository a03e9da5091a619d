package io.trunkline.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.jboss.logmanager.LogContext;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent.SalePrice;
import io.trunkline.events.PriceEvent.SalePricesChanged;

/** Purchases follow the sale prices that carrier-gateway publishes. Each test has a country of its own. */
@QuarkusTest
class SalePriceTest extends ServiceTest {

    private static final String GERMAN = "+493012345678";
    private static final String ITALIAN = "+390612345678";
    private static final String SPANISH = "+34912345678";
    private static final String POLISH = "+48221234567";
    private static final String SWEDISH = "+46812345678";
    private static final String JAPANESE = "+81312345678";

    @Test
    void sellsAtTheHighestPriceAndFromTheLowestPriceOn() {
        // Given
        String workspace = workspaceWithMoney();
        publish("DE", always(175L, 120L));

        // When Then
        assertThat(heldFor(workspace, GERMAN, null)).isEqualTo(175);
        assertThat(heldFor(workspace, GERMAN, "1.20")).isEqualTo(120);
        purchaseAt(workspace, GERMAN, "1.19").join().then().statusCode(409).body("code", equalTo("PRICE_CHANGED"));
    }

    @Test
    void anEventReplacesAllPricesOfItsKind() {
        // Given
        String workspace = workspaceWithMoney();
        publish("IT", always(100L, 100L), new SalePrice(Instant.now().plusSeconds(3600), 900L, 900L));

        // When
        publish("IT", new SalePrice(Instant.parse("2020-01-01T00:00:00Z"), 130L, 130L));

        // Then
        assertThat(heldFor(workspace, ITALIAN, null)).isEqualTo(130);
        assertThat(count("select count(*) from sale_price where country = 'IT'")).isOne();
    }

    @Test
    void anAnnouncedPriceTakesEffectAtItsInstant() {
        // Given
        String workspace = workspaceWithMoney();
        Instant change = Instant.now().plusSeconds(6);
        publish("ES", always(100L, 100L), new SalePrice(change, 160L, 140L),
                new SalePrice(change.plusSeconds(3600), 999L, 999L));
        assertThat(heldFor(workspace, SPANISH, null)).isEqualTo(100);
        assertThat(Instant.now()).as("still before the change").isBefore(change);

        // When
        await().until(() -> Instant.now().isAfter(change));

        // Then
        assertThat(heldFor(workspace, SPANISH, null)).isEqualTo(160);
        purchaseAt(workspace, SPANISH, "1.00").join().then().statusCode(409).body("code", equalTo("PRICE_CHANGED"));
    }

    @Test
    void aWithdrawnKindIsNotOffered() {
        // Given
        String workspace = workspaceWithMoney();
        publish("PL", always(100L, 100L));
        assertThat(heldFor(workspace, POLISH, null)).isEqualTo(100);

        // When
        publish("PL");

        // Then
        refuse(workspace, POLISH);
    }

    @Test
    void aKindIsNotOfferedFromTheInstantOfItsWithdrawal() {
        String workspace = workspaceWithMoney();

        publish("SE", always(100L, 100L), new SalePrice(Instant.now().minusSeconds(1), null, null));

        refuse(workspace, SWEDISH);
    }

    @Test
    void pricesInAnotherCurrencyAreNotUsedAndLogged() {
        // Given
        String workspace = workspaceWithMoney();
        CapturedErrors errors = new CapturedErrors();
        LogContext.getLogContext().getLogger("").addHandler(errors);

        // When
        try {
            publish("JP", "JPY", always(150L, 150L));
        } finally {
            LogContext.getLogContext().getLogger("").removeHandler(errors);
        }

        // Then
        refuse(workspace, JAPANESE);
        purchaseAt(workspace, JAPANESE, "150").join().then().statusCode(422).body("code", equalTo("NUMBER_NOT_OFFERED"));
        assertThat(errors.messages).anyMatch(message -> message.contains("JP:local") && message.contains("JPY"));
    }

    @Test
    void answers503BeforeTheFirstPriceEvent() {
        // Given
        String workspace = workspaceWithMoney();
        execute("delete from sale_price");
        try {
            // When
            Response answer = purchase(workspace, anyE164(), "no-prices").join();
            Response agreed = purchaseAt(workspace, anyE164(), "0.01").join();

            // Then
            answer.then().statusCode(503).contentType("application/problem+json")
                    .body("code", equalTo("TEMPORARILY_UNAVAILABLE")).header("Retry-After", "10");
            agreed.then().statusCode(503);
            assertThat(kafka.events(OrderNumber.class)).noneMatch(order -> workspace.equals(order.workspaceId()));
        } finally {
            publishDefaultPrices();
        }

        // Then the same key is free again
        purchase(workspace, anyE164(), "no-prices");
        assertThat(awaitOrder(workspace).paidCents()).isEqualTo(150);
    }

    private String workspaceWithMoney() {
        String workspace = workspace("starter");
        topUp(workspace, 100_000);
        return workspace;
    }

    /** @param agreed in major units; null: none */
    private long heldFor(String workspace, String e164, String agreed) {
        long ordersBefore = orders(workspace);
        if (agreed == null) {
            purchase(workspace, e164, UUID.randomUUID().toString());
        } else {
            purchaseAt(workspace, e164, agreed);
        }
        await().atMost(Duration.ofSeconds(15)).until(() -> orders(workspace) > ordersBefore);
        List<OrderNumber> orders = kafka.events(OrderNumber.class).stream()
                .filter(order -> workspace.equals(order.workspaceId())).toList();
        OrderNumber order = orders.get(orders.size() - 1);
        // The number is free for the next purchase.
        fail(order);
        return order.paidCents();
    }

    private long orders(String workspace) {
        return kafka.events(OrderNumber.class).stream().filter(order -> workspace.equals(order.workspaceId())).count();
    }

    private static void refuse(String workspace, String e164) {
        purchase(workspace, e164, UUID.randomUUID().toString()).join().then().statusCode(422).body("code",
                equalTo("NUMBER_NOT_OFFERED"));
    }

    private static SalePrice always(Long highestCents, Long lowestCents) {
        return new SalePrice(null, highestCents, lowestCents);
    }

    private void publish(String country, SalePrice... prices) {
        publish(country, "USD", prices);
    }

    /** Returns when the projection has the event. */
    private void publish(String country, String currency, SalePrice... prices) {
        UUID event = UUID.randomUUID();
        kafka.publish(event, new SalePricesChanged(country, NumberType.LOCAL, currency, List.of(prices), Instant.now()));
        await().untilAsserted(() -> assertThat(count(
                "select count(*) from inbox where consumer = 'prices.sale-prices' and event_id = '" + event + "'")).isOne());
    }

    private static final class CapturedErrors extends java.util.logging.Handler {

        private final List<String> messages = new java.util.concurrent.CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                messages.add(entry instanceof org.jboss.logmanager.ExtLogRecord extended ? extended.getFormattedMessage()
                        : entry.getMessage());
            }
        }

        @Override
        public void flush() {
            // nothing is buffered
        }

        @Override
        public void close() {
            // nothing to close
        }
    }
}
