package io.trunkline.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

class FingerprintTest {

    private static final String REQUEST = "{\"amount\":1.50,\"note\":\"\"}";
    /** Of REQUEST, SHA-256. */
    private static final String OF_EARLIER_VERSION = "fe4534b913dbb8a16476e9f70caab80da15eb77f5c200ffd68ca7df76055fd20";

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private Fingerprint of(String request) throws IOException {
        return Fingerprint.of(json.readTree(request), json);
    }

    @Test
    void recognisesARequestThatAnEarlierVersionStored() throws IOException {
        Fingerprint stored = new Fingerprint(OF_EARLIER_VERSION, null);

        assertThat(stored.isOfSameRequest(of(REQUEST))).isTrue();
        assertThat(stored.isOfSameRequest(of("{\"amount\":1.51,\"note\":\"\"}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"amount\":1.5}", "{\"amount\":1.500,\"note\":null}" })
    void recognisesAnotherSpelling(String repeated) throws IOException {
        assertThat(of(REQUEST).isOfSameRequest(of(repeated))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"amount\":1.51}", "{\"amount\":1.5,\"note\":\"x\"}", "{\"amount\":\"1.5\"}", "null", "{}" })
    void tellsAnotherRequest(String other) throws IOException {
        assertThat(of(REQUEST).isOfSameRequest(of(other))).isFalse();
    }
}
