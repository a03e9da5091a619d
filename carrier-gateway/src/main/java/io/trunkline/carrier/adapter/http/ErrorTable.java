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

/** One carrier's error codes in our words. Message texts vary and are never looked at. */
public final class ErrorTable {

    private static final int UNAUTHORIZED = 401;

    private final String carrier;
    private final Map<String, CarrierFailure> byCode;
    /** Codes that every call of the account is answered with, whatever it asks. */
    private final Set<String> accountWideCodes;
    private final CarrierFailure defaultRefusal;

    /** @param carrier its name in messages */
    public ErrorTable(String carrier) {
        this(carrier, new HashMap<>(), new HashSet<>(), INVALID_REQUEST);
    }

    private ErrorTable(String carrier, Map<String, CarrierFailure> byCode, Set<String> accountWideCodes,
            CarrierFailure defaultRefusal) {
        this.carrier = carrier;
        this.byCode = byCode;
        this.accountWideCodes = accountWideCodes;
        this.defaultRefusal = defaultRefusal;
    }

    /** To be told while the table is built. */
    public ErrorTable map(CarrierFailure failure, int... codes) {
        for (int code : codes) {
            byCode.put(String.valueOf(code), failure);
        }
        return this;
    }

    /** To be told while the table is built: the account as a whole is refused, its credentials or itself. */
    public ErrorTable mapAccountWide(CarrierFailure failure, int... codes) {
        IntStream.of(codes).mapToObj(String::valueOf).forEach(accountWideCodes::add);
        return map(failure, codes);
    }

    /** The same table for calls where a refusal with an defaultRefusal code means this. */
    public ErrorTable withDefault(CarrierFailure refusal) {
        return new ErrorTable(carrier, new HashMap<>(byCode), accountWideCodes, refusal);
    }

    /**
     * An answer that is no success.
     *
     * @param code of the error body; null when it has none that can be read
     * @param retryAfter null when it says nothing
     */
    CarrierException rejected(int status, String code, Duration retryAfter, boolean mutation) {
        CarrierException refusal = new CarrierException(failureFor(status, code, mutation),
                carrier + " answered HTTP " + status + (code == null ? "" : ", error " + code), retryAfter);
        return refusal.kind() == CarrierFailure.Kind.REFUSED && isAccountWide(status, code) ? refusal.accountWide() : refusal;
    }

    /** 403 is about what was asked; 401, unless its code says something else, about who asks. */
    private boolean isAccountWide(int status, String code) {
        return accountWideCodes.contains(code) || status == UNAUTHORIZED && !byCode.containsKey(code);
    }

    /** No answer, or not a whole one. */
    CarrierException noResponse(Throwable failure, boolean mutation) {
        if (!ConnectionFailures.mayHaveReachedCarrier(failure)) {
            return new CarrierException(CARRIER_UNAVAILABLE, carrier + " was not reached");
        }
        return new CarrierException(mutation ? OUTCOME_UNKNOWN : CARRIER_UNAVAILABLE,
                failure instanceof TimeoutException ? carrier + " did not answer in time" : carrier + "'s answer was lost");
    }

    /** A success by its status, but not what was to be answered. */
    public CarrierException invalidResponse(boolean mutation) {
        return new CarrierException(mutation ? OUTCOME_UNKNOWN : PROTOCOL_ERROR,
                carrier + "'s answer cannot be understood");
    }

    /**
     * What an answer that is no success means.
     *
     * @param code of the error body; null when it has none that can be read
     * @param mutation whether the request was to change something: then only a clear refusal says that nothing was done
     */
    public CarrierFailure failureFor(int status, String code, boolean mutation) {
        // The one status that promises that the request was not processed.
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

    /** Carriers always say a code: without one, somebody else is answering. */
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
