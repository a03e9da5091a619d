package io.trunkline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Compares every record with its golden JSON. A changed golden file requires a new version of the type. */
class GoldenJsonTest {

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    static Stream<String> everyWireType() {
        return WireTypes.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("everyWireType")
    void writesTheGoldenJsonAndReadsItBack(String wireType) throws IOException {
        // Given
        JsonNode golden = golden(wireType);

        // When
        Event event = JSON.treeToValue(golden, WireTypes.classOf(wireType).orElseThrow());

        // Then
        assertThat(JSON.valueToTree(event).toPrettyString()).isEqualTo(golden.toPrettyString());
        assertThat(event.getClass().getRecordComponents()).as("every field is in the golden file")
                .allSatisfy(field -> assertThat(golden.has(field.getName())).as(field.getName()).isTrue());
        assertThat(event.key()).isNotBlank();
        assertThat(Topics.all()).contains(event.topic());
    }

    @ParameterizedTest
    @MethodSource("everyWireType")
    void ignoresAFieldOfALaterVersion(String wireType) throws IOException {
        // Given
        ObjectNode later = golden(wireType);
        later.put("addedLater", 1);

        // When
        Event event = JSON.treeToValue(later, WireTypes.classOf(wireType).orElseThrow());

        // Then
        assertThat(event).isEqualTo(JSON.treeToValue(golden(wireType), event.getClass()));
    }

    @Test
    void readsAnOrderOutcomeWithoutAttempts() throws IOException {
        ObjectNode ordered = golden("io.trunkline.carrier-events.NumberOrdered.v1");
        ObjectNode failed = golden("io.trunkline.carrier-events.NumberOrderFailed.v1");
        ordered.remove("attempts");
        failed.remove("attempts");

        assertThat(JSON.treeToValue(ordered, CarrierEvent.NumberOrdered.class).attempts()).isEmpty();
        assertThat(JSON.treeToValue(failed, CarrierEvent.NumberOrderFailed.class).attempts()).isEmpty();
    }

    @Test
    void readsAnOrderWithoutAPrice() throws IOException {
        ObjectNode order = golden("io.trunkline.carrier-commands.OrderNumber.v1");
        order.remove("paidCents");

        assertThat(JSON.treeToValue(order, CarrierCommand.OrderNumber.class).paidCents()).isNull();
    }

    @Test
    void wireTypesNameTheTopicTheyTravelOn() {
        assertThat(WireTypes.all()).isNotEmpty().allSatisfy((wireType, type) -> {
            assertThat(wireType).startsWith("io.trunkline.").endsWith("." + type.getSimpleName() + ".v1");
        });
    }

    private static ObjectNode golden(String wireType) throws IOException {
        String file = "/golden/" + wireType + ".json";
        try (InputStream in = GoldenJsonTest.class.getResourceAsStream(file)) {
            assertThat(in).as("golden file " + file).isNotNull();
            return (ObjectNode) JSON.readTree(in);
        }
    }
}
