package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** When a refused account is probed again, with a clock of the test. */
class AccountBreakerTimingTest {

    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final AtomicLong clock = new AtomicLong();
    private final AccountBreaker breaker = new AccountBreaker("twilio", INTERVAL, clock::get);

    @Test
    void isOpenUntilAProbeIsDueAndAgainAfterTheProbe() {
        assertThat(breaker.isOpen()).isFalse();

        breaker.onFailure(new CarrierException(CarrierFailure.CARRIER_AUTH, "refused").accountWide());
        assertThat(breaker.isOpen()).isTrue();

        clock.addAndGet(INTERVAL.toNanos());
        assertThat(breaker.isOpen()).as("the account can be chosen for the probe").isFalse();

        breaker.acquirePermission();
        assertThat(breaker.isOpen()).isTrue();
        assertThatThrownBy(breaker::checkPermission).isInstanceOf(CarrierException.class);
    }

    @Test
    void isUnavailableForTheIntervalAfterAFailureThatNeedsAnOperatorAndStaysClosed() {
        breaker.onFailure(new CarrierException(CarrierFailure.INSUFFICIENT_FUNDS, "no money"));
        assertThat(breaker.isAvailable()).isFalse();
        assertThatCode(breaker::checkPermission).doesNotThrowAnyException();

        clock.addAndGet(INTERVAL.toNanos());
        assertThat(breaker.isAvailable()).isTrue();
        assertThat(breaker.needsOperator()).as("until a call succeeds").isTrue();

        breaker.onSuccess();
        assertThat(breaker.needsOperator()).isFalse();
    }

    @Test
    void aSuccessMakesARefusedAccountAvailable() {
        breaker.onFailure(new CarrierException(CarrierFailure.CARRIER_AUTH, "refused").accountWide());
        assertThat(breaker.isAvailable()).isFalse();

        breaker.onSuccess();

        assertThat(breaker.isAvailable()).isTrue();
        assertThatCode(breaker::checkPermission).doesNotThrowAnyException();
    }

    @Test
    void aRefusalOfOneCallClosesTheBreakerAndLeavesTheRestOfTheInterval() {
        breaker.onFailure(new CarrierException(CarrierFailure.CARRIER_AUTH, "refused").accountWide());

        breaker.onFailure(new CarrierException(CarrierFailure.NUMBER_UNAVAILABLE, "sold"));

        assertThatCode(breaker::checkPermission).doesNotThrowAnyException();
        assertThat(breaker.isAvailable()).isFalse();
        clock.addAndGet(INTERVAL.toNanos());
        assertThat(breaker.isAvailable()).isTrue();
    }
}
