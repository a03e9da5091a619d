package io.trunkline.simulator.clerk;

import io.vertx.core.http.HttpServerRequest;

/** The client of the API request that caused an event. Clerk includes it in every webhook. */
record RequestOrigin(String clientIp, String userAgent) {

    static RequestOrigin of(HttpServerRequest request) {
        String agent = request.getHeader("User-Agent");
        return new RequestOrigin(request.remoteAddress().hostAddress(), agent == null ? "" : agent);
    }
}
