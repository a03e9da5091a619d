package io.trunkline.webhook.ingress;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts {@code trunkline_webhooks_total} by source and outcome: {@code accepted} or the rejection's name. */
final class IngressMetrics {

    private final Counter accepted;
    private final Map<Rejection, Counter> rejected = new EnumMap<>(Rejection.class);

    IngressMetrics(MeterRegistry metrics, String source) {
        accepted = counter(metrics, source, "accepted");
        for (Rejection rejection : Rejection.values()) {
            rejected.put(rejection, counter(metrics, source, rejection.name().toLowerCase(Locale.ROOT)));
        }
    }

    void accepted() {
        accepted.increment();
    }

    void rejected(Rejection rejection) {
        rejected.get(rejection).increment();
    }

    private static Counter counter(MeterRegistry metrics, String source, String outcome) {
        return Counter.builder("trunkline.webhooks").description("Webhooks by source and outcome")
                .tag("source", source).tag("outcome", outcome).register(metrics);
    }
}
