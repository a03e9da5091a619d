package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The secrets of one run: generated when the stack starts and written below its folder.
 *
 * @param privateKeyFile signs tokens (RS256); PEM, PKCS 8
 * @param publicKeyFile verifies tokens; PEM, X.509
 */
public record Keys(PrivateKey privateKey, Path privateKeyFile, Path publicKeyFile, String clerkWebhookSecret,
        CarrierKeys carriers) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RSA_BITS = 2048;
    private static final int SVIX_SECRET_BYTES = 24;

    static Keys generate(Path folder) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            Files.createDirectories(folder);
            return new Keys(pair.getPrivate(),
                    write(folder.resolve("jwt-private.pem"), "PRIVATE KEY", pair.getPrivate()),
                    write(folder.resolve("jwt-public.pem"), "PUBLIC KEY", pair.getPublic()),
                    "whsec_" + Base64.getEncoder().encodeToString(randomBytes(SVIX_SECRET_BYTES)),
                    CarrierKeys.generate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has RSA and Ed25519", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PrivateKey readPrivateKey(Path file) {
        try {
            String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The signing key " + file + " cannot be read", e);
        }
    }

    private static Path write(Path file, String label, Key key) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.getEncoded());
        String pem = "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
        return Files.writeString(file, pem, StandardCharsets.US_ASCII).toAbsolutePath();
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "Keys[" + privateKeyFile.getParent() + "]";
    }
}
