package io.trunkline.webhook.ingress;

import java.time.Duration;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Reads one request body, with a limit on its size, with or without {@code Content-Length}, and on its time. */
final class BodyReader {

    /** Twilio's largest message (1600 emoji, percent-encoded, with ten media URLs) has less than 30 KiB. */
    static final int MAX_BYTES = 64 * 1024;
    private static final long MAX_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long NO_TIMER = -1;

    private final Consumer<byte[]> onBody;
    private final Consumer<Rejection> onRejected;
    private final Vertx vertx;
    private Buffer body;
    private long timer = NO_TIMER;
    private boolean done;

    private BodyReader(Vertx vertx, Consumer<byte[]> onBody, Consumer<Rejection> onRejected) {
        this.onBody = onBody;
        this.onRejected = onRejected;
        this.vertx = vertx;
    }

    /** Calls exactly one of the two callbacks, once, unless the client closes the connection. */
    static void read(Vertx vertx, HttpServerRequest request, Consumer<byte[]> onBody, Consumer<Rejection> onRejected) {
        if (contentLength(request) > MAX_BYTES) {
            onRejected.accept(Rejection.TOO_LARGE);
            return;
        }
        if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
            request.response().writeContinue();
        }
        BodyReader reader = new BodyReader(vertx, onBody, onRejected);
        request.handler(reader::append).endHandler(end -> reader.complete()).exceptionHandler(closed -> reader.stop()).resume();
        // A body that arrived with its headers is complete before this runs: a timer for each request would cost more than its
        // signature.
        vertx.runOnContext(ignored -> reader.startTimer());
    }

    private void startTimer() {
        if (!done) {
            timer = vertx.setTimer(MAX_MILLIS, late -> reject(Rejection.BODY_TIMEOUT));
        }
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void append(Buffer chunk) {
        if (done) {
            return;
        }
        if ((body == null ? 0 : body.length()) + chunk.length() > MAX_BYTES) {
            reject(Rejection.TOO_LARGE);
        } else if (body == null) {
            body = chunk;
        } else {
            body = body.appendBuffer(chunk);
        }
    }

    private void complete() {
        if (!done) {
            stop();
            byte[] bytes = body == null ? new byte[0] : body.getBytes();
            // The request refers to this reader and may be held for a delayed response.
            body = null;
            onBody.accept(bytes);
        }
    }

    private void reject(Rejection reason) {
        if (!done) {
            stop();
            body = null;
            onRejected.accept(reason);
        }
    }

    private void stop() {
        done = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }
}
