package io.trunkline.simulator.faults;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A fault as it was asked for.
 *
 * @param carrier whose calls it hits
 * @param operation which calls it hits; null means any
 * @param fault what happens to them
 * @param status of the answer, for {@link FaultKind#STATUS} (default 503) and {@link FaultKind#HTML} (default 502)
 * @param code the carrier's error code in the answer; null lets the carrier choose one that fits the status
 * @param retryAfter value of the {@code Retry-After} header, null for none
 * @param delayMillis how late a {@link FaultKind#SLOW} answer is (default 2000), or how long a time-out holds the connection
 *        before it closes it (default 120000)
 * @param times how many calls it hits, at least 1 (default 1)
 * @param number E.164: hits only calls about this number; null hits all
 * @param account as the ledger calls it: hits only calls about this account; null hits all
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
