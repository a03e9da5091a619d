package io.trunkline.kit.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Kafka header names: CloudEvents 1.0 in binary mode, the distributed-tracing extension and a workspace extension. */
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    /** W3C trace context under its standard name, so that tracing libraries find it. */
    public static final String TRACE_PARENT = "traceparent";
    /** Under its plain name, so that a stream can be filtered by tenant without a CloudEvents library. */
    public static final String WORKSPACE = "workspaceid";

    private EventHeaders() {
    }

    public static void put(Headers headers, String name, String value) {
        if (value != null) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }

    /** Null when the header is missing. */
    public static String get(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
