package io.trunkline.simulator.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

import org.assertj.core.data.Offset;

import io.trunkline.simulator.Api;
import io.trunkline.simulator.WebhookReceiver.Received;

/** Verifies a webhook with the public key, as a receiver does. */
public final class Signatures {

    private static final byte[] DER_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final long TOLERANCE_SECONDS = 300;

    private Signatures() {
    }

    public static void check(Received request) {
        long timestamp = Long.parseLong(request.header("telnyx-timestamp"));
        assertThat(timestamp).isCloseTo(Instant.now().getEpochSecond(), Offset.offset(TOLERANCE_SECONDS));
        assertThat(isSigned(request.header("telnyx-signature-ed25519"), timestamp, request.body())).isTrue();
        assertThat(isSigned(request.header("telnyx-signature-ed25519"), timestamp + 1, request.body())).isFalse();
    }

    private static boolean isSigned(String signature, long timestamp, byte[] body) {
        try {
            ByteArrayOutputStream key = new ByteArrayOutputStream();
            key.writeBytes(DER_PREFIX);
            key.writeBytes(Base64.getDecoder().decode(Api.get("/telnyx/webhook-key").text("publicKey")));
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key.toByteArray())));
            verifier.update((timestamp + "|").getBytes(StandardCharsets.UTF_8));
            verifier.update(body);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
