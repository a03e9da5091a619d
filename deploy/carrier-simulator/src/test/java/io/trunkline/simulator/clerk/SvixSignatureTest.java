package io.trunkline.simulator.clerk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import com.svix.Webhook;

class SvixSignatureTest {

    private static final String SECRET = "whsec_plJ3nmyCDGBKInavdOK15jsl";

    @Test
    void signsSvixsExample() {
        String body = "{\"event_type\":\"ping\",\"data\":{\"success\":true}}";

        assertThat(new SvixSignature(SECRET).sign("msg_loFOjxBNrRLzqYUf", 1731705121, body))
                .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @Test
    void signsLikeSvixsLibrary() throws Exception {
        String body = "{\"name\":\"Größe 👋\"}";

        assertThat(new SvixSignature(SECRET).sign("msg_1", 1_800_000_000, body))
                .isEqualTo(new Webhook(SECRET).sign("msg_1", 1_800_000_000, body));
    }

    @Test
    void rejectsASecretWithoutThePrefix() {
        assertThatThrownBy(() -> new SvixSignature("sk_live_123")).isInstanceOf(IllegalArgumentException.class);
    }
}
