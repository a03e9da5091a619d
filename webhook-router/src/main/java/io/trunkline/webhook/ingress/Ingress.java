package io.trunkline.webhook.ingress;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.trunkline.webhook.rawlog.RawLog;
import io.vertx.ext.web.Router;

/**
 * Every webhook's way in, on plain Vert.x routes: a carrier waits two seconds at worst and sends in bursts, so nothing runs
 * here that a webhook does not need.
 */
@ApplicationScoped
class Ingress {

    /** Quarkus' own handlers (CORS, tokens, templates of REST paths) have nothing to do with a webhook. */
    private static final int BEFORE_ALL_ELSE = -1_000;

    private final List<WebhookSource> sources;
    private final RawLog log;
    private final Refusals refusals;
    private final ForgeryBudget forgeries;
    private final MeterRegistry metrics;

    Ingress(@All List<WebhookSource> sources, RawLog log, Refusals refusals, ForgeryBudget forgeries,
            MeterRegistry metrics) {
        this.sources = sources;
        this.log = log;
        this.refusals = refusals;
        this.forgeries = forgeries;
        this.metrics = metrics;
    }

    void register(@Observes Router router) {
        for (WebhookSource source : sources) {
            router.route(source.path()).order(BEFORE_ALL_ELSE)
                    .handler(new IngressRoute(source, log, refusals, forgeries, new IngressCounters(metrics, source.source())));
        }
        router.route("/api/webhooks/*").handler(routing -> refusals.send(routing.request(), Refusal.UNKNOWN_PATH));
    }
}
