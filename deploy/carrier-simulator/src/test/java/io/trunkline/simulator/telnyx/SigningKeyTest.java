package io.trunkline.simulator.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

/** Uses a test vector made by other software. */
class SigningKeyTest {

    private static final byte[] SEED = HexFormat.of()
            .parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final byte[] BODY = "{\"data\":{\"event_type\":\"message.received\",\"id\":\"b301ed3f-1490-491f-995f-6e64e69674d4\"}}"
            .getBytes(StandardCharsets.UTF_8);

    @Test
    void signsLikeOtherSoftwareFromASeed() {
        SigningKey key = new SigningKey(Base64.getEncoder().encodeToString(SEED));

        assertThat(key.publicKey()).isEqualTo("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
        assertThat(key.sign(1_731_705_121L, BODY)).isEqualTo(
                "U6XwFummGXIeVBqXwJLev46EEhTJO6psVkoWfn6O5a+tthuet5B3Qdjj1v9AqweQGTOe326sMgz80BR7oBReCA==");
    }

    @Test
    void pkcs8IsTheSameKey() {
        byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] pkcs8 = new byte[head.length + SEED.length];
        System.arraycopy(head, 0, pkcs8, 0, head.length);
        System.arraycopy(SEED, 0, pkcs8, head.length, SEED.length);

        assertThat(new SigningKey(Base64.getEncoder().encodeToString(pkcs8)).publicKey())
                .isEqualTo("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
    }

    @Test
    void rejectsAnInvalidKey() {
        assertThatThrownBy(() -> new SigningKey("c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("simulator.telnyx.private-key");
        assertThatThrownBy(() -> new SigningKey("no base64!")).isInstanceOf(IllegalArgumentException.class);
    }
}
