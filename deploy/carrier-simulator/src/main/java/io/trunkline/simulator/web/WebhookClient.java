package io.trunkline.simulator.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Calls the webhooks of the system under test, byte for byte as told, and reports what it answered. */
@Singleton
public class WebhookClient {

    /** Only an answer's beginning is kept: enough for a person, and a runaway endpoint fills no memory. */
    private static final int MAX_BODY_CHARACTERS = 65_536;

    private final HttpClient client;

    /**
     * One request, ready to be sent as often as wanted.
     *
     * @param url absolute, without fragment
     * @param body empty for GET
     */
    public record Webhook(String method, String url, Map<String, String> headers, byte[] body) {
    }

    /** How long to wait: for the connection, between two bytes, and altogether. */
    public record Timeouts(Duration connect, Duration read, Duration total) {
    }

    /** What became of a request: {@link #ANSWERED} says only that an answer came, whatever its status. */
    public enum Outcome {
        ANSWERED,
        NOT_CONNECTED,
        TIMED_OUT,
        BROKEN_OFF
    }

    /**
     * What the endpoint did.
     *
     * @param status HTTP status, 0 when no answer came
     * @param body as text, null when no answer came
     * @param at epoch milliseconds when the answer was complete or given up
     * @param millis from the start of the request until then
     * @param error why there is no answer, else null
     */
    public record WebhookResponse(Outcome outcome, int status, String body, long at, long millis, String error) {

        /** Any 2xx. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    WebhookClient(Vertx vertx) {
        // Hundreds of copies of one delivery are to arrive at once, so nothing may queue for a connection.
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(512).setMaxWaitQueueSize(-1)
                .setKeepAliveTimeout(10));
    }

    /** Sends the request when subscribed to; never fails: what went wrong is in the answer. */
    public Uni<WebhookResponse> send(Webhook webhook, Timeouts timeouts) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return Uni.createFrom().completionStage(() -> exchange(webhook, timeouts).toCompletionStage())
                    .ifNoItem().after(timeouts.total()).fail()
                    .map(response -> toResponse(response, started))
                    .onFailure().recoverWithItem(failure -> failed(failure, started));
        });
    }

    private record RawResponse(int status, Buffer body) {
    }

    private Future<RawResponse> exchange(Webhook webhook, Timeouts timeouts) {
        RequestOptions options = new RequestOptions().setAbsoluteURI(webhook.url())
                .setMethod(HttpMethod.valueOf(webhook.method()))
                .setConnectTimeout(timeouts.connect().toMillis())
                .setIdleTimeout(timeouts.read().toMillis());
        return client.request(options).compose(request -> send(request, webhook, timeouts));
    }

    private static Future<RawResponse> send(HttpClientRequest request, Webhook webhook, Timeouts timeouts) {
        webhook.headers().forEach(request::putHeader);
        Future<HttpClientResponse> pending = webhook.body().length == 0 ? request.send()
                : request.send(Buffer.buffer(webhook.body()));
        return pending.compose(response -> response.body().map(body -> new RawResponse(response.statusCode(), body)));
    }

    private static WebhookResponse toResponse(RawResponse raw, long started) {
        String text = raw.body().toString(StandardCharsets.UTF_8);
        return new WebhookResponse(Outcome.ANSWERED, raw.status(),
                text.substring(0, Math.min(text.length(), MAX_BODY_CHARACTERS)),
                System.currentTimeMillis(), millisSince(started), null);
    }

    private static WebhookResponse failed(Throwable failure, long started) {
        Outcome outcome = Outcome.BROKEN_OFF;
        if (failure instanceof TimeoutException || failure instanceof java.util.concurrent.TimeoutException) {
            outcome = Outcome.TIMED_OUT;
        } else if (failure instanceof ConnectException
                || failure instanceof UnknownHostException) {
            outcome = Outcome.NOT_CONNECTED;
        }
        String reason = failure instanceof IOException || failure.getMessage() != null ? failure.getMessage()
                : failure.getClass().getSimpleName();
        return new WebhookResponse(outcome, 0, null, System.currentTimeMillis(), millisSince(started), reason);
    }

    private static long millisSince(long started) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
