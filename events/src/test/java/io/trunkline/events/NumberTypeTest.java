package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTypeTest {

    @ParameterizedTest
    @CsvSource({ "local,LOCAL", "tollFree,TOLL_FREE", "mobile,MOBILE" })
    void parsesAPublicName(String publicName, NumberType type) {
        assertThat(NumberType.parse(publicName)).contains(type);
    }

    @ParameterizedTest
    @EnumSource
    void parsesThePublicNameOfEveryType(NumberType type) {
        assertThat(NumberType.parse(type.publicName())).contains(type);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "TOLL_FREE", "tollfree", "Local", " local", "landline" })
    void rejectsAnyOtherText(String text) {
        assertThat(NumberType.parse(text)).isEmpty();
    }
}
