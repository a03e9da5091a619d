package io.trunkline.carrier.adapter.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The {@code Retry-After} header (RFC 9110 §10.2.3): seconds or an HTTP date. */
public final class RetryAfter {

    private RetryAfter() {
    }

    /**
     * @param header may be null
     * @return unlimited; empty when the header is missing, invalid or in the past
     */
    public static Optional<Duration> parse(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String value = header.trim();
        Duration wait = value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : untilDate(value, now);
        return Optional.ofNullable(wait).filter(duration -> !duration.isNegative());
    }

    private static Duration untilDate(String value, Instant now) {
        try {
            return Duration.between(now, ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException notADate) {
            return null;
        }
    }
}
