package io.trunkline.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.kit.problem.ProblemException;

class CarrierErrorTest {

    @ParameterizedTest
    @CsvSource({ "NOT_SUPPORTED, NOT_SUPPORTED, 422", "CARRIER_NOT_CONFIGURED, CARRIER_NOT_CONFIGURED, 503",
            "CARRIER_AUTH, CARRIER_AUTH, 502", "ACCOUNT_RESTRICTED, ACCOUNT_RESTRICTED, 502",
            "INSUFFICIENT_FUNDS, ACCOUNT_RESTRICTED, 502", "RATE_LIMITED, RATE_LIMITED, 503",
            "CARRIER_UNAVAILABLE, CARRIER_UNAVAILABLE, 503", "OUTCOME_UNKNOWN, CARRIER_UNAVAILABLE, 503",
            "PROTOCOL_ERROR, PROTOCOL_ERROR, 502", "INVALID_REQUEST, PROTOCOL_ERROR, 502", "NOT_FOUND, PROTOCOL_ERROR, 502" })
    void mapsACarrierFailureToAnApiError(CarrierFailure failure, String code, int status) {
        ProblemException problem = CarrierError.of(new CarrierException(failure, "why", Duration.ofSeconds(7)));

        assertThat(problem.code().name()).isEqualTo(code);
        assertThat(problem.code().status()).isEqualTo(status);
        assertThat(problem).hasMessage("why");
        assertThat(problem.retryAfter()).contains(Duration.ofSeconds(7));
    }
}
