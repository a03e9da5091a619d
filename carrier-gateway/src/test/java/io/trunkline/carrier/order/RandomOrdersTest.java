package io.trunkline.carrier.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.logging.Log;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.ShortDelaysResource;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Random faults and crashes: every order buys at most once, and our events match the carrier's ledger.
 */
@QuarkusTest
@QuarkusTestResource(value = ShortDelaysResource.class, restrictToAnnotatedClass = true)
class RandomOrdersTest extends GatewayTest {

    /** A single seed to run. */
    private static final Long ONLY = Long.getLong("trunkline.seed");
    private static final int SEEDS = 50;
    /** Seeds that run at the same time, so that their orders compete as well. */
    private static final int TOGETHER = 10;
    private static final Duration SETTLED = Duration.ofMinutes(1);
    private static final String OPEN = """
            select id, state, due_at is not null as due from carrier_order where id = any($1)""";
    /** For the database a crashed instance is one that never saves again: an older epoch is fenced. */
    private static final String KILL = """
            update carrier_order set epoch = epoch + 1 where id = any($1) and state = 'SUBMITTING' returning id""";

    @Test
    void everyOrderBuysAtMostOnceAndMatchesTheLedger() {
        List<Long> seeds = ONLY != null ? List.of(ONLY) : LongStream.rangeClosed(1, SEEDS).boxed().toList();
        Map<JobState, Integer> ends = new EnumMap<>(JobState.class);
        int killed = 0;

        for (int from = 0; from < seeds.size(); from += TOGETHER) {
            List<RandomOrder> orders = seeds.subList(from, Math.min(from + TOGETHER, seeds.size())).stream()
                    .flatMap(seed -> RandomOrder.of(seed).stream()).toList();
            killed += runToEnd(orders);
            check(orders).forEach((end, count) -> ends.merge(end, count, Integer::sum));
        }

        Log.infof("%d seeds: orders ended %s, %d instances killed while they bought", seeds.size(), ends, killed);
        if (ONLY == null) {
            assertThat(ends.keySet()).as("every final state occurred")
                    .contains(JobState.SUCCEEDED, JobState.FAILED, JobState.NEEDS_ATTENTION);
            assertThat(killed).isPositive();
        }
    }

    /** Waits until all orders are closed; returns the number of crashes. */
    private int runToEnd(List<RandomOrder> orders) {
        orders.forEach(RandomOrder::script);
        orders.forEach(order -> probe.publish(order.command()));
        orders.stream().filter(RandomOrder::twice).forEach(order -> probe.publish(order.command()));
        Set<UUID> crashes = orders.stream().filter(RandomOrder::crashes).map(RandomOrder::id).collect(Collectors.toSet());
        int expectedCrashes = crashes.size();
        await().atMost(SETTLED).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> {
            crashes.removeAll(ids(query(KILL, crashes)));
            assertThat(open(orders)).isEmpty();
        });
        CarrierSimulator.noFaults();
        return expectedCrashes - crashes.size();
    }

    private List<RandomOrder> open(List<RandomOrder> orders) {
        Set<UUID> closed = new HashSet<>();
        query(OPEN, orders.stream().map(RandomOrder::id).toList()).forEach(row -> {
            // An order that needs attention is due again, much later.
            if (!row.getBoolean("due") || row.getString("state").equals("NEEDS_ATTENTION")) {
                closed.add(row.getUUID("id"));
            }
        });
        return orders.stream().filter(order -> !closed.contains(order.id())).toList();
    }

    private Map<JobState, Integer> check(List<RandomOrder> orders) {
        await().atMost(SETTLED).untilAsserted(() -> assertThat(published()).containsAll(
                orders.stream().map(RandomOrder::id).toList()));
        Map<UUID, List<NumberOrdered>> ordered = probe.events(NumberOrdered.class).stream()
                .collect(Collectors.groupingBy(NumberOrdered::orderId));
        Map<UUID, List<NumberOrderFailed>> failed = probe.events(NumberOrderFailed.class).stream()
                .collect(Collectors.groupingBy(NumberOrderFailed::orderId));
        Map<UUID, List<NumberOrderNeedsAttention>> stuck = probe.events(NumberOrderNeedsAttention.class).stream()
                .collect(Collectors.groupingBy(NumberOrderNeedsAttention::orderId));
        Map<JobState, Integer> ends = new EnumMap<>(JobState.class);
        SoftAssertions.assertSoftly(softly -> orders.forEach(order -> {
            JobState end = JobState.valueOf(state("carrier_order", order.id()));
            ends.merge(end, 1, Integer::sum);
            List<JsonNode> owned = CarrierSimulator.owned(order.reference());
            softly.assertThat(CarrierSimulator.ledger("NUMBER_BOUGHT", "reference", order.reference()))
                    .as("bought by %s", order)
                    .hasSizeLessThanOrEqualTo(1);
            softly.assertThat(ordered.getOrDefault(order.id(), List.of()).stream().map(NumberOrdered::e164).distinct().toList())
                    .as("published as ordered by %s", order)
                    .isEqualTo(end == JobState.NEEDS_ATTENTION ? List.of() : numbers(owned));
            softly.assertThat(!owned.isEmpty() || end != JobState.SUCCEEDED).as("%s is SUCCEEDED and owned", order).isTrue();
            softly.assertThat(failed.containsKey(order.id())).as("%s is %s, published as failed", order, end)
                    .isEqualTo(end == JobState.FAILED);
            softly.assertThat(stuck.getOrDefault(order.id(), List.of()).stream().distinct().count())
                    .as("%s is %s, published as needing attention", order, end)
                    .isEqualTo(end == JobState.NEEDS_ATTENTION ? 1 : 0);
        }));
        return ends;
    }

    private static List<String> numbers(List<JsonNode> owned) {
        return owned.stream().map(number -> number.path("number").asText()).toList();
    }

    /** Orders with a closing event. */
    private static Set<UUID> published() {
        Set<UUID> published = new HashSet<>();
        probe.events(NumberOrdered.class).forEach(event -> published.add(event.orderId()));
        probe.events(NumberOrderFailed.class).forEach(event -> published.add(event.orderId()));
        probe.events(NumberOrderNeedsAttention.class).forEach(event -> published.add(event.orderId()));
        return published;
    }

    private List<Row> query(String statement, Collection<UUID> ids) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery(statement).execute(Tuple.of(ids.toArray(UUID[]::new))).await().indefinitely().forEach(rows::add);
        return rows;
    }

    private static Set<UUID> ids(List<Row> rows) {
        return rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet());
    }
}
