package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.carrier.adapter.conformance.FaultConformance;

@QuarkusTest
class TelnyxFaultTest extends FaultConformance implements TelnyxFixture {

    /** Telnyx sends the end of the rate limit window instead of Retry-After. */
    @Test
    void usesTheRateLimitResetAsRetryAfter() {
        fault("\"operation\":\"order\",\"fault\":\"STATUS\",\"status\":429");

        assertThat(failure(carrier.order(purchase(availableNumber(), reference))).retryAfter()).contains(Duration.ofSeconds(1));
    }
}
