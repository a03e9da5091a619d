package io.trunkline.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A scripted fault.
 *
 * @param carrier whose requests it applies to
 * @param operation it applies to; null means any
 * @param fault kind of fault
 * @param status HTTP status of the response, for {@link FaultKind#STATUS} (default 503) and {@link FaultKind#HTML} (default
 *        502)
 * @param code the carrier's error code in the response; null for the default code of the status
 * @param retryAfter value of the {@code Retry-After} header, null for none
 * @param delayMillis delay of a {@link FaultKind#SLOW} response (default 2000), or how long a timeout holds the connection
 *        before it is closed (default 120000)
 * @param times number of requests it applies to, at least 1 (default 1)
 * @param number E.164: applies only to requests about this number; null means all
 * @param account its name in the ledger: applies only to requests of this account; null means all
 */
public record Fault(String carrier, Operation operation, @JsonProperty("fault") FaultKind kind, Integer status, Integer code,
        String retryAfter, Long delayMillis, Integer times, String number, String account) {

    private static final long DEFAULT_SLOW_MILLIS = 2_000;
    private static final long DEFAULT_TIMEOUT_MILLIS = 120_000;

    public Fault {
        operation = operation == null ? Operation.ANY : operation;
        times = times == null ? 1 : times;
        if (delayMillis == null && kind == FaultKind.SLOW) {
            delayMillis = DEFAULT_SLOW_MILLIS;
        } else if (delayMillis == null) {
            delayMillis = DEFAULT_TIMEOUT_MILLIS;
        }
        if (status == null && kind == FaultKind.STATUS) {
            status = 503;
        } else if (status == null && kind == FaultKind.HTML) {
            status = 502;
        }
    }

    boolean matches(String requestCarrier, String requestAccount, Operation requestOperation, String requestNumber) {
        return carrier.equals(requestCarrier)
                && (operation == Operation.ANY || operation == requestOperation)
                && kind.appliesTo(requestOperation)
                && (number == null || number.equals(requestNumber))
                && (account == null || account.equals(requestAccount));
    }
}
