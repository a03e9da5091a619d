package io.trunkline.simulator.telnyx;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * An account's key pair. Telnyx signs {@code timestamp|body} with Ed25519: https://developers.telnyx.com/docs/voice/webhooks.
 */
public class SigningKey {

    private static final int SEED_BYTES = 32;

    private final KeyPair pair;

    SigningKey(String base64) {
        try {
            byte[] key = Base64.getDecoder().decode(base64.strip());
            pair = pair(key.length == SEED_BYTES ? key : seed(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("simulator.telnyx.private-key is Base64 of an Ed25519 seed or PKCS #8 key", e);
        }
    }

    /** The 32 bytes of the public key in Base64, as in Telnyx's portal. */
    public String publicKey() {
        byte[] der = pair.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(der, der.length - 32, der.length));
    }

    /** The value of {@code telnyx-signature-ed25519}. */
    String sign(long unixSeconds, byte[] body) {
        try {
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes((unixSeconds + "|").getBytes(StandardCharsets.UTF_8));
            signed.writeBytes(body);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(signed.toByteArray());
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    private static byte[] seed(byte[] pkcs8) throws GeneralSecurityException {
        EdECPrivateKey key = (EdECPrivateKey) KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        return key.getBytes().orElseThrow();
    }

    /** The JDK creates a public key only as part of a key pair. The seed of the pair is taken from the random bytes. */
    private static KeyPair pair(byte[] seed) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {

            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair();
    }
}
