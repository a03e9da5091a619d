package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.JsonParseException;

class TransientFailuresTest {

    @Test
    void distinguishesTransientFromPermanentFailures() {
        assertThat(TransientFailures.isTransient(new IllegalStateException(new ConnectException("refused")))).isTrue();
        assertThat(TransientFailures.isTransient(new IllegalStateException(new JsonParseException(null, "no JSON")))).isFalse();
    }
}
