package io.trunkline.inventory.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.ReleaseCarrierNumber;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.events.NumberEvent.NumberRetired;
import io.trunkline.events.OrderPurpose;
import io.trunkline.inventory.InventoryTest;
import io.trunkline.kit.Ids;
import io.trunkline.kit.testing.Tokens;

/** An unanswered command is sent again until it is answered. */
@QuarkusTest
class CommandResendSchedulerTest extends InventoryTest {

    @Inject
    CommandResendScheduler scheduler;

    private long appendedBefore;

    @Test
    void resendsAReleaseUntilTheCarrierConfirms() throws Throwable {
        // Given
        UUID id = stock("+14155550101");
        RestAssured.given().auth().oauth2(Tokens.platformAdmin()).queryParam("id", id)
                .delete("/api/admin/phone-numbers").then().statusCode(200);
        await().untilAsserted(() -> assertThat(releasesOf(id)).hasSize(1));
        appendedBefore = appended();

        // When Then
        assertThat(resendsNothing()).as("too early").isTrue();
        sql("update phone_number set said_at = now() - interval '16 minutes'");
        assertThat(resendsNothing()).isFalse();
        await().untilAsserted(() -> assertThat(releasesOf(id)).hasSize(2));
        assertThat(releasesOf(id).get(1)).isEqualTo(releasesOf(id).get(0));
        assertThat(resendsNothing()).as("sent a moment ago").isTrue();
        sql("update phone_number set said_at = now() - interval '16 minutes'");
        assertThat(resendsNothing()).isFalse();

        // When
        kafka.publish(new CarrierNumberReleased(releasesOf(id).get(0).commandId(), "+14155550101", "twilio", Instant.now()));
        kafka.await(NumberRetired.class, retired -> retired.numberId().equals(id));
        appendedBefore = appended();
        sql("update phone_number set said_at = now() - interval '16 minutes'");

        // Then
        assertThat(resendsNothing()).as("confirmed").isTrue();
    }

    @Test
    void resendsAStockOrderUntilItIsFinal() throws Throwable {
        // Given
        RestAssured.given().auth().oauth2(Tokens.platformAdmin()).contentType(ContentType.JSON).header("Prefer", "wait=0")
                .body(Map.of("count", 2)).post("/api/admin/phone-numbers/buy").then().statusCode(202);
        List<UUID> orders = sql("select id from stock_order order by position").stream().map(row -> row.getUUID(0)).toList();
        await().untilAsserted(() -> assertThat(commandsFor(orders)).hasSize(2));
        kafka.publish(new NumberOrderUnknown(orders.get(0), null, OrderPurpose.STOCK, null, null, "twilio"));
        kafka.publish(new NumberOrderFailed(orders.get(1), null, OrderPurpose.STOCK, null, null, "twilio", "NO_INVENTORY",
                "Nothing fits"));
        await().untilAsserted(() -> assertThat(sql("select 1 from inbox")).hasSize(2));

        // When Then
        appendedBefore = appended();
        assertThat(resendsNothing()).as("too early").isTrue();
        sql("update stock_order set said_at = now() - interval '16 minutes'");
        assertThat(resendsNothing()).isFalse();
        await().untilAsserted(() -> assertThat(commandsFor(orders.subList(0, 1))).hasSize(2));
        assertThat(commandsFor(orders.subList(0, 1)).get(1)).isEqualTo(commandsFor(orders.subList(0, 1)).get(0));
        assertThat(resendsNothing()).as("sent a moment ago").isTrue();
        assertThat(commandsFor(orders.subList(1, 2))).as("the one that failed").hasSize(1);
    }

    /** Runs the scheduler; true if nothing was sent since the last call. The service's own schedule counts too. */
    private boolean resendsNothing() throws Throwable {
        VertxContextSupport.subscribeAndAwait(scheduler::resendUnanswered);
        long now = appended();
        boolean silent = now == appendedBefore;
        appendedBefore = now;
        return silent;
    }

    /** The outbox's sequence also counts events that were sent and deleted. */
    private long appended() {
        return sql("select last_value from outbox_seq_seq").get(0).getLong(0);
    }

    private static List<ReleaseCarrierNumber> releasesOf(UUID number) {
        return kafka.events(ReleaseCarrierNumber.class).stream()
                .filter(command -> command.commandId().equals(Ids.of("carrier-release", number))).toList();
    }

    private static List<OrderNumber> commandsFor(List<UUID> orders) {
        return kafka.events(OrderNumber.class).stream().filter(order -> orders.contains(order.orderId())).toList();
    }
}
