package io.trunkline.kit.messaging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The current W3C trace context. */
public final class TraceContext {

    private TraceContext() {
    }

    /** {@code traceparent} of the current span, or null when there is none. */
    public static String traceparent() {
        SpanContext context = Span.current().getSpanContext();
        return context.isValid()
                ? "00-" + context.getTraceId() + "-" + context.getSpanId() + "-" + context.getTraceFlags().asHex()
                : null;
    }
}
