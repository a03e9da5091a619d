package io.trunkline.carrier.adapter.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.carrier.adapter.http.RegulatoryDocuments;

class TelnyxDocumentsTest {

    private static final String ONE = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    private static final String OTHER = "00000000-5717-4562-b3fc-2c963f66afa6";

    @Test
    void prefersTheRequirementGroupOfTheType() {
        TelnyxDocuments documents = documents("GB=" + ONE, "GB:mobile=" + OTHER);

        assertThat(documents.requirementGroupFor("+442079460123")).isEqualTo(ONE);
        assertThat(documents.requirementGroupFor("+447400173450")).isEqualTo(OTHER);
        assertThat(documents.requirementGroupFor("+12065550171")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "GB=BU1", "GB=" + ONE + "+" + OTHER })
    void rejectsInvalidRequirementGroups(String entry) {
        assertThatThrownBy(() -> documents(entry)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TelnyxDocuments documents(String... entries) {
        return new TelnyxDocuments(Stream.of(entries).map(new RegulatoryDocuments.Parser()::convert).toList());
    }
}
