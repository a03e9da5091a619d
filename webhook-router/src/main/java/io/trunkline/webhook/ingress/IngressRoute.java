package io.trunkline.webhook.ingress;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.quarkus.logging.Log;
import io.trunkline.webhook.rawlog.RawLog;
import io.trunkline.webhook.rawlog.RawWebhook;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** Guards, verifies, appends, answers: in this order, with no SQL, and never a 2xx for what is not durable. */
final class IngressRoute implements Handler<RoutingContext> {

    private final WebhookSource source;
    private final RawLog log;
    private final Refusals refusals;
    private final ForgeryBudget forgeries;
    private final IngressCounters counters;

    IngressRoute(WebhookSource source, RawLog log, Refusals refusals, ForgeryBudget forgeries,
            IngressCounters counters) {
        this.source = source;
        this.log = log;
        this.refusals = refusals;
        this.forgeries = forgeries;
        this.counters = counters;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.method() != HttpMethod.POST) {
            refuse(request, Refusal.METHOD);
        } else if (request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            refuse(request, Refusal.CONTENT_CODING);
        } else if (forgeries.isSpent(addressOf(request))) {
            refuse(request, Refusal.FORGERIES);
        } else {
            BodyReader.read(routing.vertx(), request, body -> take(request, body), refusal -> refuse(request, refusal));
        }
    }

    private void take(HttpServerRequest request, byte[] body) {
        RawWebhook webhook;
        try {
            webhook = source.verify(request, body, Instant.now().truncatedTo(ChronoUnit.MICROS));
            forgeries.genuine(addressOf(request));
        } catch (RefusedException refusal) {
            if (refusal.reason() == Refusal.SIGNATURE) {
                forgeries.forged(addressOf(request));
            }
            refuse(request, refusal.reason());
            return;
        } catch (RuntimeException mistake) {
            Log.errorf(mistake, "A webhook of %s could not be judged", source.source());
            refuse(request, Refusal.INTERNAL);
            return;
        }
        Context context = Vertx.currentContext();
        log.append(webhook).onComplete(appended -> context.runOnContext(back -> {
            if (appended.succeeded()) {
                counters.accepted();
                source.acknowledgement().send(request.response());
            } else {
                counters.refused(Refusal.NOT_DURABLE);
                refusals.sendHeld(request, Refusal.NOT_DURABLE, webhook.receivedAt());
            }
        }));
    }

    private static String addressOf(HttpServerRequest request) {
        return String.valueOf(request.remoteAddress().hostAddress());
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        counters.refused(refusal);
        refusals.send(request, refusal);
    }
}
