package io.trunkline.carrier.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The complete table: a new failure needs a row. */
class CarrierFailureTest {

    private static final String TABLE = """
            failure,                kind,      failover, adapter,   needsOperator, carrierFault
            NUMBER_UNAVAILABLE,     REFUSED,   -,        -,         -,             -
            NO_INVENTORY,           REFUSED,   yes,      -,         -,             -
            ADDRESS_REQUIRED,       REFUSED,   yes,      -,         -,             -
            REGULATORY_REQUIRED,    REFUSED,   yes,      -,         -,             -
            CARRIER_AUTH,           REFUSED,   yes,      -,         yes,           -
            ACCOUNT_RESTRICTED,     REFUSED,   yes,      -,         yes,           -
            INSUFFICIENT_FUNDS,     REFUSED,   yes,      -,         yes,           -
            INVALID_REQUEST,        REFUSED,   -,        -,         -,             -
            NOT_FOUND,              REFUSED,   -,        -,         -,             -
            RECIPIENT_OPTED_OUT,    REFUSED,   -,        -,         -,             -
            INVALID_RECIPIENT,      REFUSED,   -,        -,         -,             -
            NOT_SMS_CAPABLE,        REFUSED,   -,        -,         -,             -
            RECIPIENT_UNREACHABLE,  REFUSED,   -,        -,         -,             -
            CARRIER_FILTERED,       REFUSED,   -,        -,         -,             -
            SENDER_NOT_REGISTERED,  REFUSED,   -,        -,         -,             -
            DESTINATION_REFUSED,    REFUSED,   -,        -,         -,             -
            SENDER_REFUSED,         REFUSED,   -,        -,         -,             -
            NOT_SUPPORTED,          REFUSED,   yes,      yes,       -,             -
            CARRIER_NOT_CONFIGURED, REFUSED,   yes,      yes,       yes,           -
            SPEND_CAP_REACHED,      REFUSED,   yes,      -,         -,             -
            PRICE_CHANGED,          REFUSED,   yes,      -,         -,             -
            PURCHASES_STOPPED,      REFUSED,   yes,      -,         -,             -
            RATE_LIMITED,           TRY_LATER, -,        -,         -,             -
            CARRIER_UNAVAILABLE,    TRY_LATER, yes,      -,         -,             yes
            RELEASE_TOO_EARLY,      TRY_LATER, -,        -,         -,             -
            PROTOCOL_ERROR,         TRY_LATER, -,        -,         -,             yes
            OUTCOME_UNKNOWN,        UNKNOWN,   -,        -,         -,             yes
            """;

    @ParameterizedTest
    @CsvSource(textBlock = TABLE, useHeadersInDisplayName = true)
    void hasTheseConsequences(CarrierFailure failure, CarrierFailure.Kind kind, String failover, String adapterRefusal,
            String needsOperator, String carrierFault) {
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.allowsFailover()).isEqualTo(isYes(failover));
        assertThat(failure.isAdapterRefusal()).isEqualTo(isYes(adapterRefusal));
        assertThat(failure.needsOperator()).isEqualTo(isYes(needsOperator));
        assertThat(failure.isCarrierFault()).isEqualTo(isYes(carrierFault));
    }

    @Test
    void everyFailureHasARow() {
        Set<String> rows = TABLE.lines().skip(1).map(row -> row.split(",")[0]).collect(Collectors.toSet());

        assertThat(rows).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(CarrierFailure.values()).map(Enum::name).toList());
    }

    private static boolean isYes(String cell) {
        return "yes".equals(cell);
    }
}
