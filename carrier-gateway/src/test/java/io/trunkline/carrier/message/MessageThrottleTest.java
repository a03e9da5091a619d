package io.trunkline.carrier.message;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.GatewayTest;
import io.trunkline.carrier.job.SecondScheduler;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.DefaultConfig;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierCommand.SendMessage;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberType;
import io.vertx.mutiny.sqlclient.Tuple;

/** The rate per number and campaign over several instances. */
@QuarkusTest
class MessageThrottleTest extends GatewayTest {

    /** The carrier sees when a message arrives, which a busy machine delays. When it is permitted is exact. */
    private static final Duration JITTER = Duration.ofMillis(100);

    private static final List<String> RECORD_PERMITS = List.of(
            "create table if not exists sending_permit (sender text, at timestamptz)",
            """
                    create or replace function record_sending_permit() returns trigger language plpgsql as $$
                    begin
                      insert into sending_permit values (new.sender, new.next_free);
                      return new;
                    end $$""",
            """
                    create or replace trigger sending_permitted after insert or update on sending_pace for each row
                    execute function record_sending_permit()""",
            "delete from sending_permit");

    @Inject
    SecondScheduler another;

    private Runnable stopAnother;

    @BeforeEach
    void startSecondInstance() {
        RECORD_PERMITS.forEach(this::sql);
        stopAnother = another.start(Duration.ofMillis(20));
    }

    @AfterEach
    void stopSecondInstance() {
        stopAnother.run();
    }

    @Test
    void throttlesANumberAndKeepsTheOrderOfConversations() {
        // Given
        own(CarrierSimulator.SLOW_NUMBER);
        List<String> people = List.of("+14155550181", "+14155550182", "+14155550183");

        // When
        List<SendMessage> messages = IntStream.range(0, 24)
                .mapToObj(i -> text(CarrierSimulator.SLOW_NUMBER, people.get(i % people.size()), "no. %02d".formatted(i)))
                .toList();
        storeInOrder(messages);

        // Then
        List<JsonNode> sent = awaitSent(List.of(CarrierSimulator.SLOW_NUMBER), messages.size());
        assertRate(CarrierSimulator.SLOW_NUMBER, sent, 4);
        people.forEach(person -> assertThat(sent).filteredOn(message -> message.path("to").asText().equals(person))
                .extracting(message -> message.path("body").asText()).isSorted().hasSize(8));
    }

    @Test
    void numbersOfACampaignShareItsRate() {
        // Given
        CarrierSimulator.CAMPAIGN.forEach(MessageThrottleTest::own);

        // When
        List<SendMessage> messages = IntStream.range(0, 20).mapToObj(
                i -> text(CarrierSimulator.CAMPAIGN.get(i % 2), "+1415555%04d".formatted(100 + i), "hello")).toList();
        messages.forEach(probe::publish);

        // Then
        assertRate("campaign slow", awaitSent(CarrierSimulator.CAMPAIGN, messages.size()), 5);
    }

    @Test
    void findsEarlierMessagesByAnIndex() {
        // Given: 20,000 messages of one number that are not due, each to another recipient
        sql("""
                insert into outgoing_message (id, carrier, state, due_at, epoch, attempts, sender, recipient, lookups, created_at)
                select gen_random_uuid(), 'none', 'WAITING', clock_timestamp() + interval '1 day', 0, 0, '+14155550100',
                  '+1212' || (5000000 + i), 0, clock_timestamp() from generate_series(1, 20000) i""");
        sql("analyze outgoing_message");

        // When
        String plan = StreamSupport
                .stream(pool.preparedQuery("explain " + MessageThrottle.EARLIER_IN_CONVERSATION)
                        .execute(Tuple.of(UUID.randomUUID()))
                        .await().indefinitely().spliterator(), false)
                .map(row -> row.getString(0)).collect(Collectors.joining());

        // Then
        assertThat(plan).contains("outgoing_message_before").doesNotContain("Seq Scan");
        sql("delete from outgoing_message where carrier = 'none'");
    }

    @Test
    void defaultsToTheCarriersLimits() {
        MessageThrottleConfig throttle = DefaultConfig.of(MessageThrottleConfig.class);

        assertThat(throttle.rateOf(NumberType.LOCAL)).isEqualTo(1);
        assertThat(throttle.rateOf(NumberType.MOBILE)).isEqualTo(1);
        assertThat(throttle.rateOf(NumberType.TOLL_FREE)).isEqualTo(3);
        assertThat(throttle.numbers()).isEmpty();
        assertThat(throttle.campaigns()).isEmpty();
    }

    /** Kafka does not order them: each is published after the one before is stored. */
    private void storeInOrder(List<SendMessage> messages) {
        messages.forEach(message -> {
            probe.publish(message);
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).atMost(5, SECONDS)
                    .until(() -> row("outgoing_message", message.messageId()).isPresent());
        });
    }

    /** @param limit the key of the limit that delays the messages */
    private void assertRate(String limit, List<JsonNode> sent, int perSecond) {
        List<Instant> permits = permits(limit);
        assertThat(permits).hasSizeGreaterThanOrEqualTo(sent.size());
        assertThat(windows(permits, perSecond)).as("time in which %d messages were permitted: %s", perSecond + 1, permits)
                .allSatisfy(window -> assertThat(window).isGreaterThan(Duration.ofSeconds(1)));
        List<Instant> times = sent.stream().map(message -> Instant.parse(message.path("at").asText())).toList();
        List<Duration> windows = windows(times, perSecond);
        assertThat(windows).as("time in which %d messages arrived: %s", perSecond + 1, times)
                .allSatisfy(window -> assertThat(window).isGreaterThan(Duration.ofSeconds(1).minus(JITTER)));
        // The median, because some messages wait longer while the machine is busy with something else.
        assertThat(windows.stream().sorted().skip(windows.size() / 2).findFirst().orElseThrow())
                .as("no slower than the rate").isLessThan(Duration.ofSeconds(2));
    }

    /** The durations in which one more than this many happened. */
    private static List<Duration> windows(List<Instant> times, int count) {
        return IntStream.range(count, times.size()).mapToObj(i -> Duration.between(times.get(i - count), times.get(i)))
                .toList();
    }

    private List<Instant> permits(String limit) {
        return StreamSupport.stream(pool.preparedQuery("select at from sending_permit where sender = $1 order by at")
                .execute(Tuple.of(limit)).await().indefinitely().spliterator(), false)
                .map(row -> row.getOffsetDateTime("at").toInstant()).toList();
    }

    private static List<JsonNode> awaitSent(List<String> numbers, int count) {
        return await().atMost(30, SECONDS).until(() -> numbers.stream()
                .flatMap(number -> CarrierSimulator.ledger("MESSAGE_SENT", "number", number).stream())
                .sorted(Comparator.comparing(message -> Instant.parse(message.path("at").asText()))).toList(),
                sent -> sent.size() == count);
    }

    private static void own(String number) {
        OrderNumber order = orderFor(number);
        probe.publish(order);
        probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    private static SendMessage text(String from, String to, String body) {
        return new SendMessage(UUID.randomUUID(), "ws_1", "sms", null, from, to, body, List.of());
    }
}
