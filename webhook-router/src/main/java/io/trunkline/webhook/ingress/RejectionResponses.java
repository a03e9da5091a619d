package io.trunkline.webhook.ingress;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.trunkline.kit.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * Sends problem+json responses. They are rendered once at start: they reveal nothing, and a flood of forgeries costs little.
 */
@ApplicationScoped
class RejectionResponses {

    private static final long DRAIN_MILLIS = 500;
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final Map<Rejection, Buffer> bodies = new EnumMap<>(Rejection.class);
    private final AtomicInteger delayed = new AtomicInteger();
    private final int maxDelayed;
    private final Vertx vertx;

    RejectionResponses(ObjectMapper json, Vertx vertx, IngressConfig config) throws JsonProcessingException {
        this.vertx = vertx;
        this.maxDelayed = config.maxDelayedResponses();
        for (Rejection rejection : Rejection.values()) {
            Problem problem = Problem.of(rejection.code, rejection.code.title(), null, List.of());
            bodies.put(rejection, Buffer.buffer(json.writeValueAsBytes(problem)));
        }
    }

    void send(HttpServerRequest request, Rejection rejection) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(rejection.code.status()).putHeader("content-type", Problem.MEDIA_TYPE);
        if (rejection == Rejection.METHOD) {
            response.putHeader("allow", "POST");
        }
        if (rejection.retryAfter != null) {
            response.putHeader("retry-after", Long.toString(rejection.retryAfter.toSeconds()));
        }
        if (rejection.closesConnection && request.version() != HttpVersion.HTTP_2) {
            response.putHeader("connection", "close");
            closeAfterDraining(request);
        }
        response.end(bodies.get(rejection));
    }

    /**
     * Sends the response one second after the webhook arrived: carriers retry at once and only a few times, so immediate
     * rejections would use up all retries before an outage can end.
     */
    void sendDelayed(HttpServerRequest request, Rejection rejection, Instant receivedAt) {
        long wait = DELAY.minus(Duration.between(receivedAt, Instant.now())).toMillis();
        if (wait <= 0) {
            send(request, rejection);
        } else if (delayed.incrementAndGet() > maxDelayed) {
            delayed.decrementAndGet();
            send(request, rejection);
        } else {
            vertx.setTimer(Math.min(wait, DELAY.toMillis()), passed -> {
                delayed.decrementAndGet();
                send(request, rejection);
            });
        }
    }

    /** Discards the rest of the request for a moment: closing a connection with unread bytes would discard the response. */
    private void closeAfterDraining(HttpServerRequest request) {
        long end = vertx.setTimer(DRAIN_MILLIS, passed -> request.connection().close());
        if (!request.isEnded()) {
            request.handler(discarded -> {
            }).endHandler(read -> {
                vertx.cancelTimer(end);
                request.connection().close();
            }).resume();
        }
    }
}
