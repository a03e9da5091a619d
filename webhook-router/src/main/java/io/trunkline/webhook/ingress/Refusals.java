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

/** Problem+json answers, written once at start: a forger learns nothing from them, and a flood of forgeries costs little. */
@ApplicationScoped
class Refusals {

    private static final long LINGER_MILLIS = 500;
    private static final Duration HOLD = Duration.ofSeconds(1);

    private final Map<Refusal, Buffer> bodies = new EnumMap<>(Refusal.class);
    private final AtomicInteger held = new AtomicInteger();
    private final int maxHeld;
    private final Vertx vertx;

    Refusals(ObjectMapper json, Vertx vertx, IngressConfig config) throws JsonProcessingException {
        this.vertx = vertx;
        this.maxHeld = config.maxHeld();
        for (Refusal refusal : Refusal.values()) {
            Problem problem = Problem.of(refusal.code, refusal.code.title(), null, List.of());
            bodies.put(refusal, Buffer.buffer(json.writeValueAsBytes(problem)));
        }
    }

    void send(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(refusal.code.status()).putHeader("content-type", Problem.MEDIA_TYPE);
        if (refusal == Refusal.METHOD) {
            response.putHeader("allow", "POST");
        }
        if (refusal.retryAfter != null) {
            response.putHeader("retry-after", Long.toString(refusal.retryAfter.toSeconds()));
        }
        if (refusal.closes && request.version() != HttpVersion.HTTP_2) {
            response.putHeader("connection", "close");
            closeSoon(request);
        }
        response.end(bodies.get(refusal));
    }

    /**
     * Not before a second after the webhook came in: a carrier tries again at once, and a handful of tries that are each
     * refused within a millisecond are all gone before anything can have changed.
     */
    void sendHeld(HttpServerRequest request, Refusal refusal, Instant receivedAt) {
        long wait = HOLD.minus(Duration.between(receivedAt, Instant.now())).toMillis();
        if (wait <= 0) {
            send(request, refusal);
        } else if (held.incrementAndGet() > maxHeld) {
            held.decrementAndGet();
            send(request, refusal);
        } else {
            vertx.setTimer(Math.min(wait, HOLD.toMillis()), passed -> {
                held.decrementAndGet();
                send(request, refusal);
            });
        }
    }

    /** What is still on its way is thrown away for a moment: a connection closed on unread bytes takes our answer with it. */
    private void closeSoon(HttpServerRequest request) {
        long end = vertx.setTimer(LINGER_MILLIS, passed -> request.connection().close());
        if (!request.isEnded()) {
            request.handler(thrownAway -> {
            }).endHandler(read -> {
                vertx.cancelTimer(end);
                request.connection().close();
            }).resume();
        }
    }
}
