package io.trunkline.webhook.ingress;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code trunkline_webhooks_total} by source and outcome: {@code accepted} or the refusal's name. */
final class IngressCounters {

    private final Counter accepted;
    private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

    IngressCounters(MeterRegistry metrics, String source) {
        accepted = counter(metrics, source, "accepted");
        for (Refusal refusal : Refusal.values()) {
            refused.put(refusal, counter(metrics, source, refusal.name().toLowerCase(Locale.ROOT)));
        }
    }

    void accepted() {
        accepted.increment();
    }

    void refused(Refusal refusal) {
        refused.get(refusal).increment();
    }

    private static Counter counter(MeterRegistry metrics, String source, String outcome) {
        return Counter.builder("trunkline.webhooks").description("Webhooks by source and outcome")
                .tag("source", source).tag("outcome", outcome).register(metrics);
    }
}
