package io.trunkline.carrier.adapter.twilioapi;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.events.Capabilities;

/** The parts of responses that are read. Every value may be missing; callers check what they need. */
final class TwilioApiTypes {

    private TwilioApiTypes() {
    }

    /** @param status active, suspended or closed */
    record Account(String status) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record AvailableNumbers(List<AvailableNumber> availablePhoneNumbers) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record AvailableNumber(String phoneNumber, String locality, String rateCenter, String region, String isoCountry,
            Map<String, Boolean> capabilities) {
    }

    /** @param nextPageUri a JSON null on the last page; only that proves that the list is complete */
    @JsonNaming(SnakeCaseStrategy.class)
    record IncomingNumbers(List<IncomingNumber> incomingPhoneNumbers, JsonNode nextPageUri) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record IncomingNumber(String sid, String accountSid, String phoneNumber, String friendlyName,
            Map<String, Boolean> capabilities, String dateCreated) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Messages(List<Message> messages) {
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Message(String sid, String body, String numMedia, String dateCreated) {
    }

    /** The documentation has the keys in lower case; the API returns {@code SMS} and {@code MMS} for available numbers. */
    static Capabilities capabilities(Map<String, Boolean> capabilities) {
        return new Capabilities(has(capabilities, "voice"), has(capabilities, "sms"), has(capabilities, "mms"));
    }

    private static boolean has(Map<String, Boolean> capabilities, String name) {
        return capabilities != null && capabilities.entrySet().stream()
                .anyMatch(entry -> entry.getKey().equalsIgnoreCase(name) && Boolean.TRUE.equals(entry.getValue()));
    }

    /** Null for a missing or invalid date; dates are not essential. */
    static Instant parseDate(String rfc2822) {
        try {
            return rfc2822 == null ? null : ZonedDateTime.parse(rfc2822, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }
}
