package io.trunkline.e2e.system;

import java.util.Map;

/** Settings of the tests: time-outs of minutes or hours in production are seconds here. All other settings are the defaults. */
final class ShortenedTimeouts {

    static final Map<String, String> PROVISIONING = Map.of(
            "TRUNKLINE_OPERATIONS_REPLY_TIMEOUT", "8s",
            "TRUNKLINE_OPERATIONS_RETRY_BACKOFF", "3s,10s");

    static final Map<String, String> CARRIER = Map.of(
            "TRUNKLINE_CARRIERS_TWILIO_READ_TIMEOUT", "2s",
            "TRUNKLINE_CARRIERS_TWILIO_TOTAL_TIMEOUT", "3s",
            "TRUNKLINE_CARRIERS_TELNYX_TOTAL_TIMEOUT", "3s",
            "TRUNKLINE_CARRIERS_SIGNALWIRE_TOTAL_TIMEOUT", "3s",
            "TRUNKLINE_ORDERS_LOOKUP_BACKOFF", "500ms,1s,1s,2s,2s,5s,5s,10s,10s",
            "TRUNKLINE_ORDERS_LOOKUP_DELAY", "1s",
            "TRUNKLINE_MESSAGES_LOOKUP_DELAY", "1s",
            "TRUNKLINE_MESSAGES_LOOKUP_BACKOFF", "500ms,1s,1s,2s,2s,5s,5s,10s,10s",
            "TRUNKLINE_JOBS_LEASE", "5s",
            "TRUNKLINE_JOBS_MAX_BACKOFF", "2s");

    private ShortenedTimeouts() {
    }
}
