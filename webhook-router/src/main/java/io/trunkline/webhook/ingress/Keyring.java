package io.trunkline.webhook.ingress;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that are valid at this moment; more than one while they rotate. Each thread keeps a keyed {@link Mac} per
 * secret: keying it costs more than hashing a webhook.
 */
public final class Keyring {

    private final ThreadLocal<Mac[]> macs;

    /** @param algorithm a Mac of the JRE, such as {@code HmacSHA1} */
    public Keyring(String algorithm, List<byte[]> secrets) {
        List<Key> keys = secrets.stream().<Key> map(secret -> new SecretKeySpec(secret, algorithm)).toList();
        this.macs = ThreadLocal.withInitial(() -> keys.stream().map(key -> keyed(algorithm, key)).toArray(Mac[]::new));
    }

    /**
     * Whether one of the secrets made one of the signatures. A comparison takes the same time wherever the two differ.
     *
     * @param signatures Base64, ASCII bytes
     * @param text feeds the signed text
     */
    public boolean signed(List<byte[]> signatures, Consumer<Mac> text) {
        for (Mac mac : macs.get()) {
            mac.reset();
            text.accept(mac);
            byte[] right = Base64.getEncoder().encode(mac.doFinal());
            for (byte[] signature : signatures) {
                if (MessageDigest.isEqual(right, signature)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Mac keyed(String algorithm, Key key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " cannot use a configured secret", e);
        }
    }
}
