package io.trunkline.webhook.ingress;

import java.time.Duration;
import java.util.function.Consumer;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Reads one body as it comes, never more of it than allowed, whether or not its length was announced, and never longer than
 * a sender in earnest needs.
 */
final class BodyReader {

    /** Twilio's largest text (1600 emoji, percent-encoded, beside ten media addresses) has under 30 KiB. */
    static final int MAX_BYTES = 64 * 1024;
    private static final long MAX_MILLIS = Duration.ofSeconds(10).toMillis();
    private static final long NONE = -1;

    private final Consumer<byte[]> whole;
    private final Consumer<Refusal> refused;
    private final Vertx vertx;
    private Buffer body;
    private long timer = NONE;
    private boolean done;

    private BodyReader(Vertx vertx, Consumer<byte[]> whole, Consumer<Refusal> refused) {
        this.whole = whole;
        this.refused = refused;
        this.vertx = vertx;
    }

    /** Calls exactly one of the two, once, unless the sender goes away. */
    static void read(Vertx vertx, HttpServerRequest request, Consumer<byte[]> whole, Consumer<Refusal> refused) {
        if (announcedLength(request) > MAX_BYTES) {
            refused.accept(Refusal.TOO_LARGE);
            return;
        }
        BodyReader reader = new BodyReader(vertx, whole, refused);
        request.handler(reader::add).endHandler(end -> reader.end()).exceptionHandler(gone -> reader.stop()).resume();
        // A body that came with its headers is read before this runs: a timer for each would cost more than its signature.
        vertx.runOnContext(next -> reader.limitTime());
    }

    private void limitTime() {
        if (!done) {
            timer = vertx.setTimer(MAX_MILLIS, late -> refuse(Refusal.TOO_SLOW));
        }
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void add(Buffer chunk) {
        if (done) {
            return;
        }
        if ((body == null ? 0 : body.length()) + chunk.length() > MAX_BYTES) {
            refuse(Refusal.TOO_LARGE);
        } else if (body == null) {
            body = chunk;
        } else {
            body = body.appendBuffer(chunk);
        }
    }

    private void end() {
        if (!done) {
            stop();
            byte[] bytes = body == null ? new byte[0] : body.getBytes();
            // The request, which may be held, refers to this reader.
            body = null;
            whole.accept(bytes);
        }
    }

    private void refuse(Refusal reason) {
        if (!done) {
            stop();
            body = null;
            refused.accept(reason);
        }
    }

    private void stop() {
        done = true;
        if (timer != NONE) {
            vertx.cancelTimer(timer);
        }
    }
}
