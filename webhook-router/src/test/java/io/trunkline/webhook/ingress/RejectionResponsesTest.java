package io.trunkline.webhook.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;

/** The delay of rejections, on a separate HTTP server. */
class RejectionResponsesTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void delaysAsManyAsConfiguredAndSendsTheOthersAtOnce() throws JsonProcessingException {
        // Given that the first requests, which load classes, are over
        measureDelays(5, 1);

        // When
        List<Duration> waits = measureDelays(2, 0);

        // Then
        assertThat(waits).filteredOn(wait -> wait.compareTo(Duration.ofMillis(500)) < 0).hasSize(3);
        assertThat(waits).filteredOn(wait -> wait.compareTo(Duration.ofMillis(900)) > 0).hasSize(2)
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(2)) < 0);
    }

    @Test
    void doesNotDelayALateRejection() throws JsonProcessingException {
        assertThat(measureDelays(5, 1)).allMatch(wait -> wait.compareTo(Duration.ofMillis(500)) < 0);
    }

    /** The delays of five concurrent requests. */
    private List<Duration> measureDelays(int maxDelayed, int secondsAgo) throws JsonProcessingException {
        RejectionResponses rejections = new RejectionResponses(new ObjectMapper().findAndRegisterModules(), vertx,
                new Bounds(maxDelayed));
        HttpServer server = vertx.createHttpServer().requestHandler(request -> rejections.sendDelayed(request,
                Rejection.NOT_DURABLE, Instant.now().minusSeconds(secondsAgo)))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        List<Duration> waits = new CopyOnWriteArrayList<>();
        var client = vertx.createHttpClient();
        IntStream.range(0, 5).forEach(i -> {
            long start = System.nanoTime();
            client.request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/").compose(request -> request.send())
                    .onSuccess(answer -> waits.add(Duration.ofNanos(System.nanoTime() - start)));
        });
        Awaitility.await().untilAsserted(() -> assertThat(waits).hasSize(5));
        return waits;
    }

    private record Bounds(int maxDelayedResponses) implements IngressConfig {
    }
}
