package io.trunkline.carrier.pricing;

import static io.trunkline.carrier.pricing.PriceBookTest.book;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent.SalePrice;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.events.Topics;
import io.trunkline.kit.testing.Backends;

@QuarkusTest
class SalePricePublisherTest extends GatewayTest {

    private static final Instant NEW_YEAR = Instant.parse("2099-01-01T00:00:00Z");

    @Inject
    SalePricePublisher publisher;
    @Inject
    PriceBook configured;

    @Test
    void theServicePublishesItsPricesWhenItStarts() {
        Map<String, Long> prices = Map.of("US:local", 150L, "US:tollFree", 300L, "US:mobile", 200L, "CA:local", 150L,
                "CA:tollFree", 300L, "CA:mobile", 200L, "GB:local", 225L, "GB:tollFree", 400L, "GB:mobile", 300L);

        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(latestBodies()).allSatisfy((key, body) -> assertThat(body)
                .contains("\"currency\":\"USD\"")).containsKeys(prices.keySet().toArray(String[]::new)));
        Map<String, String> latest = latestBodies();
        prices.forEach((key, cents) -> assertThat(latest.get(key)).contains("\"highestCents\":" + cents,
                "\"lowestCents\":" + cents));
    }

    @Test
    void anAnnouncedPriceYieldsTwoEntriesAndAWithdrawnKindNone() {
        // When
        run(() -> publisher.publish(book("sale", "AT:mobile=100,AT:mobile=120@2099-01-01")));

        // Then
        assertThat(awaitAustria(1).salePrices()).containsExactly(new SalePrice(null, 100L, 100L),
                new SalePrice(NEW_YEAR, 120L, 120L));

        // When: the next start has no such price
        run(() -> publisher.publish(configured));

        // Then
        assertThat(awaitAustria(2).salePrices()).isEmpty();

        // When: and the one after
        run(() -> publisher.publish(configured));

        // Then
        assertThat(awaitAustria(3).salePrices()).as("a topic that was lost is filled again").isEmpty();
    }

    @Test
    void instancesThatStartTogetherPublishTheSame() {
        PriceBook book = book("sale", "FI:local=100");

        CompletableFuture.allOf(Stream.generate(() -> new SalePriceScheduler(publisher, book)).limit(3)
                .map(instance -> CompletableFuture.runAsync(() -> run(instance::publish))).toArray(CompletableFuture[]::new))
                .join();

        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(events("FI")).hasSize(3)
                .allSatisfy(event -> assertThat(event.salePrices()).containsExactly(new SalePrice(null, 100L, 100L))));
        run(() -> publisher.publish(configured));
    }

    @Test
    void retriesUntilThePricesArePublishedAndThenStops() {
        // Given
        SalePriceScheduler scheduler = new SalePriceScheduler(publisher, book("sale", "SE:local=100"));
        sql("alter table published_sale_price rename to published_sale_price_gone");
        try {
            // When
            run(scheduler::publish);
        } finally {
            sql("alter table published_sale_price_gone rename to published_sale_price");
        }
        assertThat(events("SE")).isEmpty();
        run(scheduler::publish);
        run(scheduler::publish);

        // Then
        run(() -> publisher.publish(configured));
        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(events("SE")).extracting(SalePricesChanged::salePrices)
                .containsExactly(List.of(new SalePrice(null, 100L, 100L)), List.of()));
    }

    private static SalePricesChanged awaitAustria(int count) {
        await().atMost(15, SECONDS).untilAsserted(() -> assertThat(events("AT")).hasSize(count));
        SalePricesChanged last = events("AT").get(count - 1);
        assertThat(last.numberType()).isEqualTo(NumberType.MOBILE);
        return last;
    }

    private static List<SalePricesChanged> events(String country) {
        return probe.events(SalePricesChanged.class).stream().filter(event -> event.country().equals(country)).toList();
    }

    /** By key, also what was published before this test listened. */
    private static Map<String, String> latestBodies() {
        Map<String, String> bodies = new ConcurrentHashMap<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Backends.kafka().bootstrapServers()), new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PRICES).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> bodies.put(message.key(), message.value()));
            }
        }
        return bodies;
    }

    private static <T> void run(Supplier<Uni<T>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
