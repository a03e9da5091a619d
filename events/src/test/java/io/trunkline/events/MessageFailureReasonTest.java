package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageFailureReasonTest {

    /** A row of the documentation's table: the reason, its meaning, the codes of each carrier. */
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\|[^|]*\\|([0-9, ]*)\\|([0-9, ]*)\\|([0-9, ]*)\\|");
    private static final List<String> COLUMNS = List.of("twilio", "telnyx", "signalwire");

    @ParameterizedTest
    @CsvSource({ "twilio, 21610, RECIPIENT_OPTED_OUT", "twilio, 21601, SENDER_REFUSED", "twilio, 21603, SENDER_REFUSED",
            "twilio, 21613, SENDER_REFUSED", "twilio, 21611, RATE_LIMITED", "twilio, 20429, RATE_LIMITED",
            "twilio, 30022, RATE_LIMITED", "twilio, 30003, RECIPIENT_UNREACHABLE", "twilio, 21635, NOT_SMS_CAPABLE",
            "twilio, 21659, SENDER_REFUSED", "twilio, 30008, CARRIER_ERROR", "twilio, 63016, CARRIER_ERROR",
            "twilio, 63024, INVALID_RECIPIENT", "twilio, x, CARRIER_ERROR", "twilio, , CARRIER_ERROR",
            "telnyx, 40300, RECIPIENT_OPTED_OUT", "telnyx, 21610, CARRIER_ERROR", "another, 21610, CARRIER_ERROR" })
    void mapsACarriersCode(String carrier, String code, MessageFailureReason reason) {
        assertThat(MessageFailureReason.of(carrier, code)).isEqualTo(reason);
    }

    @Test
    void theDocumentationListsEveryCode() throws IOException {
        Map<String, Map<String, MessageFailureReason>> documented = new HashMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "api.md"))).results().forEach(row -> {
            for (int i = 0; i < COLUMNS.size(); i++) {
                Map<String, MessageFailureReason> codes = documented.computeIfAbsent(COLUMNS.get(i), c -> new HashMap<>());
                for (String code : row.group(i + 2).strip().split(", *")) {
                    if (!code.isEmpty()) {
                        codes.put(code, MessageFailureReason.valueOf(row.group(1)));
                    }
                }
            }
        });

        assertThat(documented).hasSize(3).allSatisfy(
                (carrier, codes) -> assertThat(codes).as(carrier).isEqualTo(MessageFailureReason.codesOf(carrier)));
    }
}
