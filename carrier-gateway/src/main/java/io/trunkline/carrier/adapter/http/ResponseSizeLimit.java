package io.trunkline.carrier.adapter.http;

import java.util.function.Consumer;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * Hangs up when an answer is larger than any honest one: the REST client itself would keep collecting it in memory. The
 * call then fails as one whose answer was lost.
 */
public final class ResponseSizeLimit implements Consumer<HttpClientRequest> {

    private final long maxBytes;

    /** @param maxBytes of the body, as sent */
    public ResponseSizeLimit(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void accept(HttpClientRequest request) {
        request.response().onSuccess(response -> watch(request, response));
    }

    private void watch(HttpClientRequest request, HttpClientResponse response) {
        long[] received = { 0 };
        response.handler(chunk -> {
            received[0] += chunk.length();
            if (received[0] > maxBytes) {
                request.connection().close();
            }
        });
    }
}
