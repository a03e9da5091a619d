package io.trunkline.webhook.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioMessageErrorsTest {

    /** A row of the documentation's table: our code, its meaning, Twilio's codes. */
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\|[^|]*\\| ([0-9, ]+)\\|");

    @ParameterizedTest
    @CsvSource({ "21610, RECIPIENT_OPTED_OUT", "30001, RATE_LIMITED", "30002, ACCOUNT_RESTRICTED",
            "30003, RECIPIENT_UNREACHABLE", "30004, CARRIER_FILTERED", "30005, INVALID_RECIPIENT", "30006, NOT_SMS_CAPABLE",
            "30007, CARRIER_FILTERED", "30024, SENDER_REFUSED", "30032, SENDER_NOT_REGISTERED",
            "30034, SENDER_NOT_REGISTERED", "30035, SENDER_NOT_REGISTERED", "30999, CARRIER_ERROR", "x, CARRIER_ERROR" })
    void mapsTwiliosCodes(String code, String failureCode) {
        assertThat(TwilioMessageErrors.failureCode(code)).isEqualTo(failureCode);
    }

    @Test
    void returnsNullWithoutACode() {
        assertThat(TwilioMessageErrors.failureCode(null)).isNull();
    }

    /** Codes below 30000 are responses to a request, except 21610: carrier-gateway maps them. */
    @Test
    void mapsTheDeliveryErrorsThatAreDocumented() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "api.md"))).results().forEach(row -> {
            for (String code : row.group(2).strip().split(", ")) {
                if (code.startsWith("30")) {
                    documented.put(code, row.group(1));
                }
            }
        });

        assertThat(documented).hasSizeGreaterThanOrEqualTo(9)
                .allSatisfy((code, failureCode) -> assertThat(TwilioMessageErrors.failureCode(code)).isEqualTo(failureCode));
    }
}
