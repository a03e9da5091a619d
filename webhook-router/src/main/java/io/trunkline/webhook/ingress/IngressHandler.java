package io.trunkline.webhook.ingress;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.quarkus.logging.Log;
import io.trunkline.webhook.rawwebhook.RawWebhook;
import io.trunkline.webhook.rawwebhook.RawWebhookPublisher;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Checks the limits, verifies the signature, publishes to Kafka and responds, in this order. No SQL, and no 2xx for a webhook
 * that is not durable.
 */
final class IngressHandler implements Handler<RoutingContext> {

    private final WebhookEndpoint endpoint;
    private final RawWebhookPublisher publisher;
    private final RejectionResponses rejections;
    private final IngressMetrics metrics;

    IngressHandler(WebhookEndpoint endpoint, RawWebhookPublisher publisher, RejectionResponses rejections,
            IngressMetrics metrics) {
        this.endpoint = endpoint;
        this.publisher = publisher;
        this.rejections = rejections;
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.method() != HttpMethod.POST) {
            reject(request, Rejection.METHOD);
        } else if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            reject(request, Rejection.CONTENT_CODING);
        } else {
            BodyReader.read(routing.vertx(), request, body -> accept(request, body), rejection -> reject(request, rejection));
        }
    }

    private void accept(HttpServerRequest request, byte[] body) {
        RawWebhook webhook;
        try {
            webhook = endpoint.verify(request, body, Instant.now().truncatedTo(ChronoUnit.MICROS));
        } catch (WebhookRejectedException e) {
            reject(request, e.reason());
            return;
        } catch (RuntimeException e) {
            Log.errorf(e, "A webhook of %s could not be verified", endpoint.source());
            reject(request, Rejection.INTERNAL);
            return;
        }
        Context context = Vertx.currentContext();
        publisher.publish(webhook).onComplete(published -> context.runOnContext(ignored -> {
            if (published.succeeded()) {
                metrics.accepted();
                endpoint.acknowledgement().send(request.response());
            } else {
                metrics.rejected(Rejection.NOT_DURABLE);
                rejections.sendDelayed(request, Rejection.NOT_DURABLE, webhook.receivedAt());
            }
        }));
    }

    private void reject(HttpServerRequest request, Rejection rejection) {
        metrics.rejected(rejection);
        rejections.send(request, rejection);
    }
}
