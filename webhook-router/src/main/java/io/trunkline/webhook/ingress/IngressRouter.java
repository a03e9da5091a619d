package io.trunkline.webhook.ingress;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.trunkline.webhook.rawwebhook.RawWebhookPublisher;
import io.vertx.ext.web.Router;

/**
 * Every webhook's way in, on plain Vert.x routes: a carrier waits two seconds at worst and sends in bursts, so nothing runs
 * here that a webhook does not need.
 */
@ApplicationScoped
class IngressRouter {

    /** Quarkus' own handlers (CORS, tokens, templates of REST paths) have nothing to do with a webhook. */
    private static final int ORDER_FIRST = -1_000;

    private final List<WebhookEndpoint> endpoints;
    private final RawWebhookPublisher publisher;
    private final RejectionResponses rejections;
    private final ForgeryRateLimiter forgeryLimiter;
    private final MeterRegistry metrics;

    IngressRouter(@All List<WebhookEndpoint> endpoints, RawWebhookPublisher publisher, RejectionResponses rejections,
            ForgeryRateLimiter forgeryLimiter,
            MeterRegistry metrics) {
        this.endpoints = endpoints;
        this.publisher = publisher;
        this.rejections = rejections;
        this.forgeryLimiter = forgeryLimiter;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        for (WebhookEndpoint endpoint : endpoints) {
            router.route(endpoint.path()).order(ORDER_FIRST)
                    .handler(
                            new IngressHandler(endpoint, publisher, rejections, forgeryLimiter,
                                    new IngressMetrics(metrics, endpoint.source())));
        }
        router.route("/api/webhooks/*").handler(routing -> rejections.send(routing.request(), Rejection.UNKNOWN_PATH));
    }
}
