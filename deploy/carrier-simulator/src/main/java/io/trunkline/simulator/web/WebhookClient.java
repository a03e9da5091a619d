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

/** Sends webhooks to the system under test without changing a byte, and returns its responses. */
@Singleton
public class WebhookClient {

    /** Only the beginning of a response body is stored, which limits the memory it can use. */
    private static final int MAX_BODY_CHARACTERS = 65_536;

    private final HttpClient client;

    /**
     * One request, which can be sent any number of times.
     *
     * @param url absolute, without fragment
     * @param body empty for GET
     */
    public record Webhook(String method, String url, Map<String, String> headers, byte[] body) {
    }

    /** Timeouts for the connection, between two bytes, and for the whole request. */
    public record Timeouts(Duration connect, Duration read, Duration total) {
    }

    /** The outcome of a request. {@link #ANSWERED} means any HTTP response, of any status. */
    public enum Outcome {
        ANSWERED,
        NOT_CONNECTED,
        TIMED_OUT,
        BROKEN_OFF
    }

    /**
     * The response of the endpoint.
     *
     * @param status HTTP status, 0 without a response
     * @param body as text, null without a response
     * @param at epoch milliseconds of the complete response or of the failure
     * @param millis duration of the request
     * @param error why there is no response, else null
     */
    public record WebhookResponse(Outcome outcome, int status, String body, long at, long millis, String error) {

        /** Any 2xx. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    WebhookClient(Vertx vertx) {
        // Hundreds of copies of one delivery are sent concurrently, so no request may wait for a connection.
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(512).setMaxWaitQueueSize(-1)
                .setKeepAliveTimeout(10));
    }

    /** Sends the request on subscription. Never fails: an error is part of the response. */
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
