package io.trunkline.carrier.adapter.http;

import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_AUTH;
import static io.trunkline.carrier.spi.CarrierFailure.CARRIER_UNAVAILABLE;
import static io.trunkline.carrier.spi.CarrierFailure.INSUFFICIENT_FUNDS;
import static io.trunkline.carrier.spi.CarrierFailure.INVALID_REQUEST;
import static io.trunkline.carrier.spi.CarrierFailure.NOT_FOUND;
import static io.trunkline.carrier.spi.CarrierFailure.OUTCOME_UNKNOWN;
import static io.trunkline.carrier.spi.CarrierFailure.PROTOCOL_ERROR;
import static io.trunkline.carrier.spi.CarrierFailure.RATE_LIMITED;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.smallrye.mutiny.TimeoutException;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.events.MessageFailureReason;

/**
 * Maps one carrier's error codes to {@link CarrierFailure}. It has the codes about messages, which are listed in
 * {@link MessageFailureReason}; adapters add the others. Message texts vary and are ignored.
 */
public final class ErrorTable {

    private static final int UNAUTHORIZED = 401;

    private final String carrier;
    private final Map<String, CarrierFailure> byCode;
    /** Codes that apply to every call of the account. */
    private final Set<String> accountWideCodes;
    private final CarrierFailure defaultRefusal;

    /** @param carrier its name in messages */
    public ErrorTable(String carrier) {
        this(carrier, messageCodes(carrier), new HashSet<>(), INVALID_REQUEST);
    }

    private ErrorTable(String carrier, Map<String, CarrierFailure> byCode, Set<String> accountWideCodes,
            CarrierFailure defaultRefusal) {
        this.carrier = carrier;
        this.byCode = byCode;
        this.accountWideCodes = accountWideCodes;
        this.defaultRefusal = defaultRefusal;
    }

    private static Map<String, CarrierFailure> messageCodes(String carrier) {
        Map<String, CarrierFailure> codes = new HashMap<>();
        MessageFailureReason.codesOf(carrier).forEach((code, reason) -> codes.put(code, CarrierFailure.valueOf(reason.name())));
        return codes;
    }

    /** Adds codes; only while the table is built. */
    public ErrorTable map(CarrierFailure failure, int... codes) {
        for (int code : codes) {
            byCode.put(String.valueOf(code), failure);
        }
        return this;
    }

    /** Adds codes that refuse the account as a whole, such as wrong credentials; only while the table is built. */
    public ErrorTable mapAccountWide(CarrierFailure failure, int... codes) {
        IntStream.of(codes).mapToObj(String::valueOf).forEach(accountWideCodes::add);
        return map(failure, codes);
    }

    /** A copy that maps refusals with an unlisted code to this failure. */
    public ErrorTable withDefault(CarrierFailure refusal) {
        return new ErrorTable(carrier, new HashMap<>(byCode), new HashSet<>(accountWideCodes), refusal);
    }

    /**
     * The failure of a response without a 2xx status.
     *
     * @param code of the error body; null when missing or unreadable
     * @param retryAfter null for none
     */
    CarrierException rejected(int status, String code, Duration retryAfter, boolean mutation) {
        CarrierException refusal = new CarrierException(failureFor(status, code, mutation),
                carrier + " answered HTTP " + status + (code == null ? "" : ", error " + code), code, retryAfter);
        return refusal.kind() == CarrierFailure.Kind.REFUSED && isAccountWide(status, code) ? refusal.accountWide() : refusal;
    }

    /** A 403 concerns the request; a 401, unless its code is listed, the account. */
    private boolean isAccountWide(int status, String code) {
        return accountWideCodes.contains(code) || status == UNAUTHORIZED && !byCode.containsKey(code);
    }

    /** No response, or an incomplete one. */
    CarrierException noResponse(Throwable failure, boolean mutation) {
        if (!ConnectionFailures.mayHaveReachedCarrier(failure)) {
            return new CarrierException(CARRIER_UNAVAILABLE, carrier + " was not reached");
        }
        return new CarrierException(mutation ? OUTCOME_UNKNOWN : CARRIER_UNAVAILABLE,
                failure instanceof TimeoutException ? carrier + " did not respond in time" : carrier + "'s response was lost");
    }

    /** A 2xx status with an invalid body. */
    public CarrierException invalidResponse(boolean mutation) {
        return new CarrierException(mutation ? OUTCOME_UNKNOWN : PROTOCOL_ERROR,
                carrier + "'s response is invalid");
    }

    /**
     * The failure that a status and code stand for.
     *
     * @param code of the error body; null when missing or unreadable
     * @param mutation whether the request was a mutation; then only a clear refusal means that nothing was done
     */
    public CarrierFailure failureFor(int status, String code, boolean mutation) {
        // The only status that guarantees that the request was not processed.
        if (status == 429) {
            return RATE_LIMITED;
        }
        CarrierFailure failure = code == null ? failureWithoutCode(status)
                : byCode.getOrDefault(code, failureForStatus(status));
        if (mutation && (status >= 500 || failure == CARRIER_UNAVAILABLE || failure == PROTOCOL_ERROR)) {
            return OUTCOME_UNKNOWN;
        }
        return failure;
    }

    /** Carriers always send a code. Without one, the response comes from a proxy. */
    private static CarrierFailure failureWithoutCode(int status) {
        return status >= 500 ? CARRIER_UNAVAILABLE : PROTOCOL_ERROR;
    }

    private CarrierFailure failureForStatus(int status) {
        return switch (status) {
            case 401, 403 -> CARRIER_AUTH;
            case 402 -> INSUFFICIENT_FUNDS;
            case 404, 410 -> NOT_FOUND;
            case 408, 409 -> CARRIER_UNAVAILABLE;
            default -> {
                if (status >= 500) {
                    yield CARRIER_UNAVAILABLE;
                }
                yield status >= 400 ? defaultRefusal : PROTOCOL_ERROR;
            }
        };
    }
}
