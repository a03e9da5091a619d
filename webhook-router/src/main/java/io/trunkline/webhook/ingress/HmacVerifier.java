package io.trunkline.webhook.ingress;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies HMACs with the currently valid secrets; there are several while they rotate. Each thread has a {@link Mac} per
 * secret: initialising one costs more than hashing a webhook.
 */
public final class HmacVerifier {

    private final String algorithm;
    private final Supplier<List<byte[]>> secrets;
    private final ThreadLocal<KeyedMacs> keyedMacs = ThreadLocal.withInitial(() -> new KeyedMacs(null, List.of()));

    private record KeyedMacs(List<byte[]> secrets, List<Mac> macs) {
    }

    /**
     * @param algorithm a Mac algorithm of the JRE, such as {@code HmacSHA1}
     * @param secrets returns the same object until the secrets change
     */
    public HmacVerifier(String algorithm, Supplier<List<byte[]>> secrets) {
        this.algorithm = algorithm;
        this.secrets = secrets;
    }

    /**
     * Whether one of the signatures was made with one of the secrets. Compares in constant time.
     *
     * @param signatures Base64, ASCII bytes
     * @param text updates the Mac with the signed text
     */
    public boolean matches(List<byte[]> signatures, Consumer<Mac> text) {
        for (Mac mac : macs()) {
            mac.reset();
            text.accept(mac);
            byte[] expected = Base64.getEncoder().encode(mac.doFinal());
            for (byte[] signature : signatures) {
                if (MessageDigest.isEqual(expected, signature)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<Mac> macs() {
        List<byte[]> valid = secrets.get();
        if (keyedMacs.get().secrets() != valid) {
            keyedMacs.set(new KeyedMacs(valid, valid.stream().map(this::newMac).toList()));
        }
        return keyedMacs.get().macs();
    }

    private Mac newMac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " cannot use a configured secret", e);
        }
    }
}
