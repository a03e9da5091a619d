package io.trunkline.carrier.adapter.http;

import java.util.function.Consumer;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/**
 * Closes the connection when a response exceeds the limit, because the REST client buffers responses in memory without one. The
 * call fails like one whose response was lost.
 */
public final class ResponseSizeLimit implements Consumer<HttpClientRequest> {

    private final long maxBytes;

    /** @param maxBytes of the body, as transferred */
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
