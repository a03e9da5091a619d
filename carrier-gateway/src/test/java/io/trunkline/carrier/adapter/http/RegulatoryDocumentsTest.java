package io.trunkline.carrier.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.events.NumberType;

class RegulatoryDocumentsTest {

    private static final RegulatoryDocuments.Parser PARSER = new RegulatoryDocuments.Parser();

    @Test
    void readsCountryTypeAndIds() {
        assertThat(PARSER.convert(" GB:tollFree=AD1@US+BU2 "))
                .isEqualTo(new RegulatoryDocuments("GB", NumberType.TOLL_FREE, List.of("AD1@US", "BU2")));
        assertThat(PARSER.convert("FR=AD1")).isEqualTo(new RegulatoryDocuments("FR", null, List.of("AD1")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "GB", "GB=", "gb=AD1", "GB:fax=AD1", "GB=AD1+", "GB=AD1 BU2", "GB:mobile" })
    void rejectsInvalidEntries(String entry) {
        assertThatThrownBy(() -> PARSER.convert(entry)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    @Test
    void prefersAnEntryOfTheType() {
        RegulatoryDocuments mobile = PARSER.convert("GB:mobile=AD1");
        RegulatoryDocuments all = PARSER.convert("GB=AD2");

        for (List<RegulatoryDocuments> configured : List.of(List.of(mobile, all), List.of(all, mobile))) {
            assertThat(RegulatoryDocuments.find(configured, "GB", NumberType.MOBILE)).contains(mobile);
            assertThat(RegulatoryDocuments.find(configured, "GB", NumberType.LOCAL)).contains(all);
            assertThat(RegulatoryDocuments.find(configured, "US", NumberType.LOCAL)).isEmpty();
        }
        assertThat(RegulatoryDocuments.find(List.of(mobile), "GB", NumberType.LOCAL)).isEmpty();
    }
}
