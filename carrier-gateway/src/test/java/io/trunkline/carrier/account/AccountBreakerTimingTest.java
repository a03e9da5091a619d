package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** When a refused account is asked again, by a clock of the test's own. */
class AccountBreakerTimingTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final AtomicLong clock = new AtomicLong();
    private final AccountBreaker gate = new AccountBreaker("twilio", INTERVAL, clock::get);

    @Test
    void isShutUntilATryIsDueAndAgainOnceSomebodyTries() {
        assertThat(gate.isShut()).isFalse();

        gate.refused(new CarrierException(CarrierFailure.CARRIER_AUTH, "refused").accountWide());
        assertThat(gate.isShut()).isTrue();

        clock.addAndGet(INTERVAL.toNanos());
        assertThat(gate.isShut()).as("whoever chooses an account must be able to choose it for the try").isFalse();

        gate.pass();
        assertThat(gate.isShut()).isTrue();
        assertThatThrownBy(gate::check).isInstanceOf(CarrierException.class);
    }
}
