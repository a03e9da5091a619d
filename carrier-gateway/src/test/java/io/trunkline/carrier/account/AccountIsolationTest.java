package io.trunkline.carrier.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierAccounts;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.carrier.testing.MultipleAccountsProfile;

/** The protection of one account does not affect another. */
@QuarkusTest
@TestProfile(MultipleAccountsProfile.class)
class AccountIsolationTest extends AccountTest {

    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Duration FULL_SPEED = Duration.ofSeconds(1);
    private static final String WESTERN = "\"account\":\"" + CarrierSimulator.WEST + "\",\"operation\":\"search\",";

    @Test
    void theBreakerOfAnotherAccountStaysClosed() {
        ProtectedCarrier west = protectedCarrier("twilio-west", "carrier-circuit-breaker.minimum-calls", "4");
        CarrierSimulator.fault(WESTERN + "\"fault\":\"STATUS\",\"status\":503,\"times\":100");

        IntStream.range(0, 4).forEach(i -> failure(west.search(SEARCH)));
        assertThat(failure(west.search(SEARCH)).retryAfter()).as("it is not called").isPresent();

        assertThat(CarrierSimulator.faultsFired()).isEqualTo(4);
        assertAtFullSpeed();
    }

    @Test
    void aPauseOfOneAccountDoesNotPauseTheOther() {
        ProtectedCarrier west = protectedCarrier("twilio-west", "carrier-calls.max-wait", "100ms");
        CarrierSimulator.fault(WESTERN + "\"fault\":\"STATUS\",\"status\":429,\"retryAfter\":\"60\"");

        failure(west.search(SEARCH));
        assertThat(failure(west.search(SEARCH)).failure()).isEqualTo(CarrierFailure.RATE_LIMITED);

        assertThat(CarrierSimulator.faultsFired()).isEqualTo(1);
        assertAtFullSpeed();
    }

    private void assertAtFullSpeed() {
        ProtectedCarrier main = protectedCarrier("twilio");
        // The first call of a new connection is slower.
        assertThat(main.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
        long started = System.nanoTime();
        for (int i = 0; i < 5; i++) {
            assertThat(main.search(SEARCH).await().atMost(WAIT)).isNotEmpty();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(FULL_SPEED);
    }

    @Test
    void anAccountHasItsCarriersRateLimitUnlessItHasItsOwn() {
        assertThat(perSecond("carrier-calls.per-second.twilio", "30")).isEqualTo(30);
        assertThat(perSecond("carrier-calls.per-second.twilio", "30", "carrier-calls.per-second.twilio-west", "7"))
                .isEqualTo(7);
        assertThat(perSecond()).as("the default").isEqualTo(50);
    }

    private int perSecond(String... changes) {
        return protectedCarrier("twilio-west", changes).status().await().atMost(WAIT).callsPerSecond();
    }

    @Test
    void rejectsTwoAccountsWithTheSameName() {
        CarrierAccounts accounts = accounts("west");

        assertThat(CarrierAccountProducer.of(List.of(accounts))).hasSize(2);
        assertThatThrownBy(() -> CarrierAccountProducer.of(List.of(accounts, accounts("east"))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("'twilio'");
    }

    @Test
    void rejectsAccountNamesOtherThanLowerCaseLettersAndDigits() {
        for (String name : List.of("West", "far-west", "wéstern", "a b", "", "a".repeat(21))) {
            assertThatThrownBy(() -> accounts(name)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("trunkline.carriers.twilio.accounts");
        }
    }

    private CarrierAccounts accounts(String name) {
        Map<String, Carrier> adapters = Map.of("twilio", adapter("twilio"), "twilio-west", adapter("twilio-west"));
        return new CarrierAccounts("twilio", "", Map.of(name, ""), (called, nothing) -> adapters.getOrDefault(called,
                adapter("twilio-east"))) {
        };
    }
}
