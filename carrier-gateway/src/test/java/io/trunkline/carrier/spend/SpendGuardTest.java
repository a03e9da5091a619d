package io.trunkline.carrier.spend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.LowSpendLimitsProfile;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.vertx.mutiny.sqlclient.SqlConnection;

@QuarkusTest
@TestProfile(LowSpendLimitsProfile.class)
class SpendGuardTest extends GatewayTest {

    @Inject
    MeterRegistry metrics;
    @Inject
    SpendGuard guard;

    @BeforeEach
    @AfterEach
    void openPurchases() {
        sql("delete from purchase_stop");
        sql("delete from purchase_spend");
    }

    @Test
    void aWorkspaceBuysUpToItsCapWithConcurrentOrders() {
        // Given When
        List<OrderNumber> orders = Stream.generate(() -> order("ws_many", "twilio")).limit(20).toList();
        orders.forEach(probe::publish);

        // Then
        assertThat(outcomes(orders)).containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.generate(() -> "OK").limit(5), Stream.generate(() -> "SPEND_CAP_REACHED").limit(15))
                        .toList());
        assertThat(orders).filteredOn(order -> !CarrierSimulator.ledger("NUMBER_BOUGHT", "number", order.e164()).isEmpty())
                .as("bought at the carrier").hasSize(5);
        assertThat(metrics.get("trunkline.carrier.purchases.refused").tags("carrier", "twilio", "code", "SPEND_CAP_REACHED")
                .counter().count()).isGreaterThanOrEqualTo(15);
    }

    @Test
    void concurrentReservationsStayWithinTheCap() throws InterruptedException {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(16);
        AtomicInteger reserved = new AtomicInteger();

        // When
        for (int i = 0; i < 64; i++) {
            threads.execute(() -> {
                if (isReserved(
                        new Purchase(UUID.randomUUID(), "twilio", "ws_moment", "US", NumberType.LOCAL, Optional.empty()))) {
                    reserved.incrementAndGet();
                }
            });
        }
        threads.shutdown();

        // Then
        assertThat(threads.awaitTermination(20, SECONDS)).isTrue();
        assertThat(reserved).hasValue(5);
    }

    @Test
    void retriesLaterWhenTheLockIsHeldForTooLong() {
        // Given: an instance that hangs while it holds the lock
        SqlConnection stuck = pool.getConnection().await().indefinitely();
        stuck.query("begin").execute().await().indefinitely();
        stuck.query("select pg_advisory_xact_lock(hashtext('purchase_spend'))").execute().await().indefinitely();

        OrderNumber order = order("ws_stuck", "twilio");
        try {
            // When
            long started = System.nanoTime();
            probe.publish(order);
            Throwable failure = catchThrowable(() -> VertxContextSupport.subscribeAndAwait(
                    () -> guard.reserve(
                            new Purchase(UUID.randomUUID(), "twilio", "ws_stuck", "US", NumberType.LOCAL, Optional.empty()))));

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
            assertThat(failure).isInstanceOfSatisfying(CarrierException.class, later -> {
                assertThat(later.failure()).isEqualTo(CarrierFailure.RATE_LIMITED);
                assertThat(later.isUnsent()).isTrue();
            });
            await().atMost(5, SECONDS).untilAsserted(() -> assertThat(row("carrier_order", order.orderId()).orElseThrow()
                    .getString("code")).isEqualTo("RATE_LIMITED"));
        } finally {
            stuck.query("rollback").execute().await().indefinitely();
            stuck.close().await().indefinitely();
        }

        // Then
        assertThat(outcomes(List.of(order))).containsExactly("OK");
    }

    @Test
    void totalsAreTheReservationsOfOrdersThatHaveNotFailed() {
        // Given When: some bought, some unavailable, one reserved again at another carrier
        List<OrderNumber> orders = Stream.of("ws_1", "ws_1", "ws_2", null, null).map(workspace -> order(workspace, "twilio"))
                .toList();
        orders.stream().limit(2).forEach(order -> CarrierSimulator
                .fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"number\":\"" + order.e164() + "\""));
        orders.forEach(probe::publish);
        outcomes(orders);
        assertThat(isReserved(
                new Purchase(orders.get(4).orderId(), "signalwire", "ws_2", "US", NumberType.LOCAL, Optional.empty())))
                .isTrue();

        // Then
        assertThat(totals()).containsExactlyInAnyOrder("ALL = 345", "CARRIER twilio = 230", "CARRIER signalwire = 115",
                "WORKSPACE ws_2 = 230");

        // When: an instance of the previous version saves an order as failed
        sql("delete from carrier_order where id = $1", orders.get(2).orderId());
        sql("""
                insert into carrier_order (id, carrier, state, due_at, epoch, attempts, purpose, country, number_type, in_doubt,
                  unknown_said, candidates_tried, searches, lookups, pending_looks)
                values ($1, 'twilio', 'SUBMITTING', null, 1, 0, 'STOCK', 'US', 'LOCAL', false, false, 0, 0, 0, 0)""",
                orders.get(2).orderId());
        sql("update carrier_order set state = 'FAILED' where id = $1", orders.get(2).orderId());
        assertThat(totals()).containsExactlyInAnyOrder("ALL = 230", "CARRIER twilio = 115", "CARRIER signalwire = 115",
                "WORKSPACE ws_2 = 115");
    }

    private List<String> totals() {
        return StreamSupport.stream(pool.query("select scope, name, cents from purchase_total where cents <> 0").execute()
                .await().indefinitely().spliterator(), false)
                .map(row -> (row.getString(0) + " " + row.getString(1)).strip() + " = " + row.getLong(2)).toList();
    }

    private boolean isReserved(Purchase purchase) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> guard.reserve(purchase));
            return true;
        } catch (CarrierException refused) {
            return false;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void capsOfOtherWorkspacesAndTheStockAreSeparate() {
        List<OrderNumber> orders = Stream.generate(() -> order("ws_full", "twilio")).limit(6).toList();
        orders.forEach(probe::publish);
        assertThat(outcomes(orders)).contains("SPEND_CAP_REACHED");

        List<OrderNumber> others = List.of(order("ws_other", "twilio"), order(null, "twilio"));
        others.forEach(probe::publish);

        assertThat(outcomes(others)).containsExactly("OK", "OK");
    }

    @Test
    void aCarriersCapHoldsForAllWorkspacesTogether() {
        List<OrderNumber> orders = Stream.of("ws_a", "ws_b", "ws_c", "ws_d").map(workspace -> order(workspace, "signalwire"))
                .toList();
        orders.forEach(probe::publish);

        assertThat(outcomes(orders)).containsExactlyInAnyOrder("OK", "OK", "SPEND_CAP_REACHED", "SPEND_CAP_REACHED");
    }

    @Test
    void aCarriersCapCoversAllItsAccountsAndAnAccountsCapThatAccount() {
        assertThat(isReserved(at("signalwire-west"))).isTrue();
        assertThat(isReserved(at("signalwire-west"))).as("its own cap is one").isFalse();
        assertThat(isReserved(at("signalwire-east"))).isTrue();
        assertThat(isReserved(at("signalwire-east"))).as("the carrier's cap is two").isFalse();
        assertThat(isReserved(at("signalwire"))).isFalse();
        assertThat(isReserved(at("twilio"))).isTrue();
    }

    private static Purchase at(String account) {
        return new Purchase(UUID.randomUUID(), account, null, "US", NumberType.LOCAL, Optional.empty());
    }

    @Test
    void aCapOfZeroBuysNothing() {
        OrderNumber order = order("ws_zero", "telnyx");
        probe.publish(order);

        assertThat(outcomes(List.of(order))).containsExactly("SPEND_CAP_REACHED");
    }

    @Test
    void releasesTheReservationOfAFailedOrder() {
        // Given: as many orders as the cap allows, and no number is available
        List<OrderNumber> gone = Stream.generate(() -> order("ws_again", "twilio")).limit(5).toList();
        gone.forEach(order -> CarrierSimulator
                .fault("\"operation\":\"order\",\"fault\":\"NUMBER_TAKEN\",\"number\":\"" + order.e164() + "\""));
        gone.forEach(probe::publish);
        assertThat(outcomes(gone)).containsOnly("NUMBER_UNAVAILABLE");

        // When
        List<OrderNumber> orders = Stream.generate(() -> order("ws_again", "twilio")).limit(6).toList();
        orders.forEach(probe::publish);

        // Then
        assertThat(outcomes(orders)).filteredOn("OK"::equals).hasSize(5);
    }

    @Test
    void keepsOneReservationForAPurchaseOfUnknownOutcome() {
        // Given: four bought, and one whose response is lost
        List<OrderNumber> orders = Stream.generate(() -> order("ws_doubt", "twilio")).limit(4).toList();
        orders.forEach(probe::publish);
        assertThat(outcomes(orders)).containsOnly("OK");
        OrderNumber unknown = order("ws_doubt", "twilio");
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":503,\"number\":\"" + unknown.e164()
                + "\"");

        // When: it is sent again, because the first attempt did not buy it
        probe.publish(unknown);

        // Then
        assertThat(outcomes(List.of(unknown))).containsExactly("OK");
        OrderNumber oneTooMany = order("ws_doubt", "twilio");
        probe.publish(oneTooMany);
        assertThat(outcomes(List.of(oneTooMany))).containsExactly("SPEND_CAP_REACHED");
    }

    @Test
    void failsOrdersWhilePurchasesAreStopped() {
        sql("insert into purchase_stop (carrier, stopped_by) values ('twilio', 'user_1')");
        OrderNumber stopped = order("ws_stop", "twilio");
        probe.publish(stopped);
        assertThat(outcomes(List.of(stopped))).containsExactly("PURCHASES_STOPPED");
        assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "number", stopped.e164())).isEmpty();

        sql("update purchase_stop set carrier = '*'");
        OrderNumber everywhere = order("ws_stop", "signalwire");
        probe.publish(everywhere);
        assertThat(outcomes(List.of(everywhere))).containsExactly("PURCHASES_STOPPED");

        sql("delete from purchase_stop");
        OrderNumber allowed = order("ws_stop", "twilio");
        probe.publish(allowed);
        assertThat(outcomes(List.of(allowed))).containsExactly("OK");
    }

    private static OrderNumber order(String workspace, String carrier) {
        boolean named = carrier.equals("twilio");
        return new OrderNumber(UUID.randomUUID(), UUID.randomUUID(),
                workspace == null ? OrderPurpose.STOCK : OrderPurpose.WORKSPACE, workspace, "Acme", "slot-1", carrier,
                named ? anyNumber() : null, named ? null : new NumberCriteria("US", NumberType.LOCAL, "212"));
    }

    /** OK or the code of the failure, in the order of the argument. */
    private static List<String> outcomes(List<OrderNumber> orders) {
        return orders.stream().map(order -> await().atMost(15, SECONDS)
                .until(() -> outcome(order.orderId()), Optional::isPresent).orElseThrow()).toList();
    }

    private static Optional<String> outcome(UUID order) {
        return probe.events(NumberOrdered.class).stream().filter(event -> event.orderId().equals(order)).map(event -> "OK")
                .findFirst()
                .or(() -> probe.events(NumberOrderFailed.class).stream().filter(event -> event.orderId().equals(order))
                        .map(NumberOrderFailed::code).findFirst());
    }
}
