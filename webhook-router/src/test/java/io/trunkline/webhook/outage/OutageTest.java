package io.trunkline.webhook.outage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.events.MessageEvent.MessageReceived;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookClient;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.RawWebhookPublisher;
import io.vertx.core.Future;

/** During an outage a carrier gets a 2xx for a durable webhook and a quick 503 for any other. */
@QuarkusTest
@Order(Integer.MAX_VALUE)
class OutageTest extends WebhookRouterTest {

    @Inject
    RawWebhookPublisher publisher;

    @Test
    void rejectsWithinTwoSecondsWithoutKafkaAndLosesNothingAcknowledged() {
        // Given
        String number = Numbers.random();
        String workspace = workspaceWith(number);
        webhooks.twilio(WebhookClient.SMS, WebhookClient.text("+14155550100", number, "before"));
        events.await(MessageReceived.class, event -> event.workspaceId().equals(workspace));

        // When
        Backends.kafka().stop();
        List<Answer> rejected = IntStream.range(0, 30).parallel().mapToObj(i -> send(number, "during " + i)).toList();
        List<Answer> later = IntStream.range(0, 3).mapToObj(i -> send(number, "still " + i)).toList();
        Backends.kafka().restart();
        soon().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(send(number, "after").status()).isEqualTo(200));

        // Then
        assertThat(rejected).extracting(Answer::status).containsOnly(503);
        assertThat(later).extracting(Answer::status).containsOnly(503);
        assertThat(rejected).extracting(Answer::took).allMatch(took -> took.compareTo(Duration.ofSeconds(2)) < 0);
        assertThat(later).extracting(Answer::took).allMatch(took -> took.compareTo(Duration.ofSeconds(2)) < 0);
        assertThat(rejected).extracting(Answer::retryAfter).containsOnly("1");
        assertThat(rejected.get(0).body()).contains("\"code\":\"NOT_DURABLE\"");
        soon().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(bodies(workspace)).contains("before", "after"));
    }

    /** A send would block the event loop when the producer's buffer is full or its topic metadata has expired. */
    @Test
    void rejectsAfterASecondWhenTheProducerIsFull() {
        // Given
        String number = Numbers.random();
        soon().untilAsserted(() -> assertThat(publish(number, 1).toCompletionStage()).succeedsWithin(Duration.ofSeconds(2)));

        // When
        Backends.kafka().stop();
        long start = System.nanoTime();
        List<Future<Void>> published = IntStream.range(0, 512).mapToObj(i -> publish(number, 64 * 1024)).toList();
        Duration publishing = Duration.ofNanos(System.nanoTime() - start);
        long rejected = published.stream().filter(Future::failed).count();
        List<Answer> answers = IntStream.range(0, 4).parallel().mapToObj(i -> send(number, "x".repeat(1000))).toList();
        Backends.kafka().restart();

        // Then
        assertThat(publishing).isLessThan(Duration.ofSeconds(2));
        assertThat(rejected).isGreaterThan(256);
        assertThat(answers).extracting(Answer::status).containsOnly(503);
        assertThat(answers).extracting(Answer::took).allMatch(took -> took.compareTo(Duration.ofMillis(900)) > 0)
                .allMatch(took -> took.compareTo(Duration.ofSeconds(2)) < 0);
        soon().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(send(number, "after").status()).isEqualTo(200));
    }

    /** Publishes an ignored webhook of this size. */
    private Future<Void> publish(String key, int size) {
        byte[] body = ("{\"type\":\"" + "x".repeat(size) + "\"}").getBytes(UTF_8);
        return publisher.publish(new RawWebhook("clerk", key, UUID.randomUUID().toString(), "clerk", "application/json",
                Numbers.now(), body));
    }

    @Test
    void acknowledgesWithoutPostgresAndCatchesUp() {
        // Given
        String number = Numbers.random();
        String workspace = workspaceWith(number);
        List<String> sent = IntStream.range(0, 30).mapToObj(i -> "text " + i).toList();

        // When
        Backends.postgres().stop();
        List<Answer> answers = sent.stream().map(body -> send(number, body)).toList();
        Backends.postgres().restart();

        // Then
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::took).allMatch(took -> took.compareTo(Duration.ofSeconds(2)) < 0);
        soon().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(bodies(workspace)).containsExactlyElementsOf(sent));
        try (EventProbe afterwards = EventProbe.start()) {
            Map<String, String> last = WebhookClient.text("+14155550100", number, "last");
            webhooks.twilio(WebhookClient.SMS, last);
            afterwards.await(MessageReceived.class, event -> event.carrierMessageId().equals(last.get("MessageSid")));
        }
        assertThat(events.events(MessageReceived.class)).filteredOn(event -> event.number().equals(number))
                .extracting(MessageReceived::body).containsExactlyElementsOf(withLast(sent));
    }

    private record Answer(int status, String body, String retryAfter, Duration took) {
    }

    private Answer send(String number, String body) {
        long start = System.nanoTime();
        HttpResponse<String> answer = webhooks
                .sendOnce(webhooks.signed(WebhookClient.SMS, WebhookClient.text("+14155550100", number, body)));
        return new Answer(answer.statusCode(), answer.body(), answer.headers().firstValue("retry-after").orElse(null),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private static List<String> bodies(String workspace) {
        return Numbers.query("select body from message where workspace_id = '" + workspace + "' order by id");
    }

    private static List<String> withLast(List<String> sent) {
        List<String> all = new ArrayList<>(sent);
        all.add("last");
        return all;
    }
}
