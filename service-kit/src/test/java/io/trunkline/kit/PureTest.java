package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParseException;

import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.web.Cursor;
import io.trunkline.kit.web.Prefer;

class PureTest {

    @ParameterizedTest
    @CsvSource({ "+14155550142,US,LOCAL,415", "+18005550123,US,TOLL_FREE,800", "+16475550123,CA,LOCAL,647",
            "+447400123456,GB,MOBILE,", "+442079460123,GB,LOCAL,20" })
    void describesANumber(String e164, String country, NumberType type, String areaCode) {
        assertThat(PhoneNumbers.describe(e164)).hasValueSatisfying(number -> {
            assertThat(number.country()).isEqualTo(country);
            assertThat(number.numberType()).isEqualTo(type);
            assertThat(number.areaCode()).isEqualTo(areaCode);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "4155550142", "+1415555014", "+14155550142 ", " +14155550142", "+0123456789",
            "+1415555014212345", "whatsapp:+14155550142", "+१४१५५५५०१४२" })
    void rejectsTextsThatAreNotE164(String text) {
        assertThat(PhoneNumbers.isE164(text)).isFalse();
        assertThat(PhoneNumbers.describe(text)).isEmpty();
    }

    @Test
    void masksNumbers() {
        assertThat(PhoneNumbers.mask("+14155550142")).isEqualTo("+1415•••0142");
        assertThat(PhoneNumbers.mask("72345")).doesNotContain("72345");
        assertThat(PhoneNumbers.mask(null)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = { "null|5", "wait=0|0", "respond-async, wait=7|7",
            "wait=999|30", "handling=lenient|5", "wait=x|5" })
    void parsesThePreferHeader(String header, long seconds) {
        assertThat(Prefer.waitOf(header)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void parsesTheCursorThatItWrote() {
        List<UUID> rows = List.of(Ids.next(), Ids.next(), Ids.next());
        assertThat(Cursor.parse(Cursor.next(rows, 2, row -> row))).isEqualTo(rows.get(1));
        assertThat(Cursor.next(rows, 3, row -> row)).isNull();
        assertThat(Cursor.parse(null)).isNull();
        assertThatThrownBy(() -> Cursor.parse("rubbish")).isInstanceOf(ProblemException.class);
    }

    @Test
    void derivesTheSameIdFromTheSameParts() {
        assertThat(Ids.of("a", "bc")).isEqualTo(Ids.of("a", "bc")).isNotEqualTo(Ids.of("ab", "c"));
        assertThat(Ids.of("a").version()).isEqualTo(5);
        assertThat(Ids.next().version()).isEqualTo(7);
    }

    @Test
    void distinguishesTransientFromPermanentFailures() {
        assertThat(TransientFailures.isTransient(new IllegalStateException(new ConnectException("refused")))).isTrue();
        assertThat(TransientFailures.isTransient(new IllegalStateException(new JsonParseException(null, "no JSON")))).isFalse();
    }
}
