package io.trunkline.webhook.ingress;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.trunkline.webhook.rawwebhook.RawWebhookPublisher;
import io.vertx.ext.web.Router;

/**
 * Registers the webhook endpoints as plain Vert.x routes: a carrier waits two seconds at most and sends in bursts, so no other
 * handler runs before them.
 */
@ApplicationScoped
class IngressRouter {

    /** Before Quarkus' own handlers (CORS, authentication, REST), which webhooks do not need. */
    private static final int ORDER_FIRST = -1_000;

    private final List<WebhookEndpoint> endpoints;
    private final RawWebhookPublisher publisher;
    private final RejectionResponses rejections;
    private final MeterRegistry metrics;

    IngressRouter(@All List<WebhookEndpoint> endpoints, RawWebhookPublisher publisher, RejectionResponses rejections,
            MeterRegistry metrics) {
        this.endpoints = endpoints;
        this.publisher = publisher;
        this.rejections = rejections;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        for (WebhookEndpoint endpoint : endpoints) {
            router.route(endpoint.path()).order(ORDER_FIRST)
                    .handler(new IngressHandler(endpoint, publisher, rejections,
                            new IngressMetrics(metrics, endpoint.source())));
        }
        router.route("/api/webhooks/*").handler(routing -> rejections.send(routing.request(), Rejection.UNKNOWN_PATH));
    }
}
