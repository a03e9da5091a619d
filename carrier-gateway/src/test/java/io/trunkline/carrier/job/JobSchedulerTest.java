package io.trunkline.carrier.job;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.MessageSent;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** The scheduler with a database that does not respond, and on shutdown. */
@QuarkusTest
class JobSchedulerTest extends GatewayTest {

    private static final String CLAIMS_STUCK = """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%update number_release%'""";

    @Inject
    JobScheduler scheduler;
    @Inject
    List<Carrier> carriers;
    @Inject
    Vertx vertx;

    @Test
    void claimsAgainAfterAClaimTimedOut() {
        SqlConnection blocker = lock("number_release");
        try {
            await().atMost(10, SECONDS).untilAsserted(() -> assertThat(pool.query(CLAIMS_STUCK).execute().await()
                    .indefinitely().iterator().next().getLong(0)).isGreaterThanOrEqualTo(2));
        } finally {
            unlock(blocker);
        }
    }

    @Test
    void renewsTheOtherLeasesWhenOneRenewalHangs() {
        // Given: an order and a message are running
        SendMessage message = new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, bought().e164(), "+14155550199", "hello",
                List.of());
        OrderNumber order = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":1400");
        CarrierSimulator.fault("\"operation\":\"message\",\"fault\":\"SLOW\",\"delayMillis\":1400");
        probe.publish(message);
        probe.publish(order);
        await().atMost(5, SECONDS).untilAsserted(() -> {
            assertThat(state("carrier_order", order.orderId())).isEqualTo("SUBMITTING");
            assertThat(state("outgoing_message", message.messageId())).isEqualTo("SUBMITTING");
        });

        // When
        SqlConnection blocker = lock("outgoing_message");
        try {
            OffsetDateTime before = lease(order);
            scheduler.renewLeases().await().atMost(Duration.ofSeconds(3));

            // Then
            assertThat(lease(order)).satisfiesAnyOf(after -> assertThat(after).isNull(),
                    after -> assertThat(after).isAfter(before));
        } finally {
            unlock(blocker);
        }
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
        probe.await(MessageSent.class, event -> event.messageId().equals(message.messageId()));
    }

    @Test
    void slowCarrierDoesNotFillTheBulkheadsOfOthers() {
        // Given: more slow jobs of one carrier than its bulkhead allows, all due before the others
        CarrierSimulator.fault("signalwire", "\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":1000,\"times\":1000");
        List<OrderNumber> slow = Stream.generate(() -> order("signalwire")).limit(100).toList();
        List<OrderNumber> others = Stream.generate(() -> order("twilio")).limit(5).toList();

        // When
        startTogether(slow, others);

        // Then
        others.forEach(order -> probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId())));
        assertThat(CarrierSimulator.faultsFired()).as("slow jobs have started, but not all").isBetween(1, slow.size() - 1);
        assertThat(slow).filteredOn(order -> state("carrier_order", order.orderId()).equals("WAITING")).as("still to come")
                .hasSizeGreaterThan(16);
        CarrierSimulator.noFaults();
        awaitNumbers(slow);
    }

    @Test
    void ordersWithoutACarrierHaveTheirOwnBulkhead() {
        // Given: more slow orders than the bulkhead allows, all due before the others
        CarrierSimulator.fault("twilio", "\"operation\":\"search\",\"fault\":\"SLOW\",\"delayMillis\":1000,\"times\":1000");
        List<OrderNumber> unnamed = Stream.generate(() -> order(null)).limit(100).toList();
        List<OrderNumber> named = Stream.generate(() -> order("telnyx")).limit(5).toList();

        // When
        startTogether(unnamed, named);

        // Then
        named.forEach(order -> probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId())));
        assertThat(CarrierSimulator.faultsFired()).as("slow jobs have started, but not all").isBetween(1, unnamed.size() - 1);
        assertThat(unnamed).filteredOn(order -> state("carrier_order", order.orderId()).equals("WAITING"))
                .as("still to come").hasSizeGreaterThan(16);
        CarrierSimulator.noFaults();
        awaitNumbers(unnamed);
    }

    /** Stores all jobs before the first one starts, the first ones due before the later ones. */
    private void startTogether(List<OrderNumber> first, List<OrderNumber> later) {
        scheduler.stop(null);
        try {
            publishAndAwait(first);
            publishAndAwait(later);
        } finally {
            scheduler.start(null);
        }
    }

    private void publishAndAwait(List<OrderNumber> orders) {
        orders.forEach(probe::publish);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(orders)
                .allMatch(order -> state("carrier_order", order.orderId()) != null));
    }

    /** All of them, although they compete for the same numbers. */
    private void awaitNumbers(List<OrderNumber> orders) {
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(orders)
                .allMatch(order -> state("carrier_order", order.orderId()).equals("SUCCEEDED")));
    }

    private static OrderNumber order(String carrier) {
        return new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, carrier, null,
                new NumberCriteria("US", NumberType.LOCAL, null));
    }

    @Test
    void finishesRunningJobsAndClaimsNoMoreOnShutdown() {
        // Given
        OrderNumber order = orderFor(anyNumber());
        OrderNumber later = orderFor(anyNumber());
        CarrierSimulator.fault("\"operation\":\"order\",\"fault\":\"SLOW\",\"delayMillis\":1000");
        probe.publish(order);
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertThat(state("carrier_order", order.orderId())).isEqualTo("SUBMITTING"));

        try {
            // When
            scheduler.stop(null);

            // Then
            assertThat(state("carrier_order", order.orderId())).isEqualTo("SUCCEEDED");
            probe.publish(later);
            await().during(1500, MILLISECONDS).atMost(5, SECONDS).untilAsserted(
                    () -> assertThat(state("carrier_order", later.orderId())).isIn(null, "WAITING"));
        } finally {
            scheduler.start(null);
        }
        probe.await(NumberOrdered.class, event -> event.orderId().equals(later.orderId()));
    }

    @Test
    void rejectsALeaseShorterThanACall() {
        JobScheduler never = new JobScheduler(List.of(), carriers, null, vertx,
                DefaultConfig.of(JobConfig.class, Map.of("trunkline.jobs.lease", "1500ms")));

        assertThatThrownBy(() -> never.start(null)).hasMessageContaining("trunkline.jobs.lease");
    }

    private SqlConnection lock(String table) {
        SqlConnection connection = pool.getConnection().await().indefinitely();
        connection.query("begin").execute().await().indefinitely();
        connection.query("lock table " + table + " in access exclusive mode").execute().await().indefinitely();
        return connection;
    }

    private static void unlock(SqlConnection connection) {
        connection.query("rollback").execute().await().indefinitely();
        connection.close().await().indefinitely();
    }

    private OffsetDateTime lease(OrderNumber order) {
        return row("carrier_order", order.orderId()).orElseThrow().getOffsetDateTime("lease_until");
    }
}
