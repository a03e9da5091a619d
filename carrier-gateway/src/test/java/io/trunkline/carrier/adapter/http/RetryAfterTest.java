package io.trunkline.carrier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void readsSeconds() {
        assertThat(RetryAfter.parse(" 7 ", NOW)).contains(Duration.ofSeconds(7));
        assertThat(RetryAfter.parse("0", NOW)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("86400", NOW)).contains(Duration.ofDays(1));
    }

    @Test
    void readsAnHttpDate() {
        assertThat(RetryAfter.parse("Fri, 20 Nov 2026 10:02:00 GMT", NOW)).contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", " ", "-5", "soon", "1.5", "99999999999999999999", "Fri, 20 Nov 2026 09:59:00 GMT",
            "2026-11-20T10:02:00Z" })
    void returnsEmptyForInvalidValues(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }
}
