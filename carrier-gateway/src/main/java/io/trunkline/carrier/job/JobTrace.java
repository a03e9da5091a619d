package io.trunkline.carrier.job;

import java.util.List;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;

/** Continues the trace of a command in its job, which runs later and perhaps in another process. */
final class JobTrace {

    private static final String HEADER = "traceparent";
    private static final TextMapGetter<String> ONE_HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(HEADER);
        }

        @Override
        public String get(String traceparent, String key) {
            return HEADER.equals(key) ? traceparent : null;
        }
    };

    private JobTrace() {
    }

    /** For the rest of the current Vert.x context, which belongs to this job and ends with it. */
    static void resume(String traceparent) {
        W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, ONE_HEADER).makeCurrent();
    }
}
