package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTest {

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
}
