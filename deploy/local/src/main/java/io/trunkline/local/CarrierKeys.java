package io.trunkline.local;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The accounts at the simulated carriers, with secrets of this run.
 *
 * @param telnyxPublicKey Base64 of 32 bytes, as Telnyx' portal shows it
 * @param telnyxPrivateKey Base64 of PKCS #8: signs the simulator's webhooks
 */
public record CarrierKeys(String twilioAccountSid, String twilioAuthToken, String telnyxApiKey, String telnyxPublicKey,
        String telnyxPrivateKey, String signalwireProjectId, String signalwireApiToken, String signalwireSigningKey) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;
    private static final int ED25519_BYTES = 32;

    static CarrierKeys generate() throws GeneralSecurityException {
        KeyPair telnyx = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] publicKey = telnyx.getPublic().getEncoded();
        return new CarrierKeys("AC" + random(), random(), "KEY" + random(),
                Base64.getEncoder().encodeToString(
                        Arrays.copyOfRange(publicKey, publicKey.length - ED25519_BYTES, publicKey.length)),
                Base64.getEncoder().encodeToString(telnyx.getPrivate().getEncoded()),
                UUID.randomUUID().toString(), "PT" + random(), "PSK" + random());
    }

    /** Environment variables of a service that calls the carriers at the simulator. */
    Map<String, String> ofService(String simulator) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("TRUNKLINE_CARRIERS_TWILIO_BASE_URL", simulator + "/twilio");
        environment.put("TRUNKLINE_CARRIERS_TWILIO_PRICING_BASE_URL", simulator + "/twilio");
        environment.put("TRUNKLINE_CARRIERS_TWILIO_ACCOUNT_SID", twilioAccountSid);
        environment.put("TRUNKLINE_CARRIERS_TWILIO_AUTH_TOKENS", twilioAuthToken);
        environment.put("TRUNKLINE_CARRIERS_TELNYX_BASE_URL", simulator + "/telnyx");
        environment.put("TRUNKLINE_CARRIERS_TELNYX_API_KEYS", telnyxApiKey);
        environment.put("TRUNKLINE_CARRIERS_SIGNALWIRE_BASE_URL", simulator + "/signalwire");
        environment.put("TRUNKLINE_CARRIERS_SIGNALWIRE_PROJECT_ID", signalwireProjectId);
        environment.put("TRUNKLINE_CARRIERS_SIGNALWIRE_API_TOKENS", signalwireApiToken);
        return environment;
    }

    /** Environment variables of the simulator. */
    Map<String, String> ofSimulator() {
        return Map.of(
                "SIMULATOR_TWILIO_ACCOUNT_SID", twilioAccountSid,
                "SIMULATOR_TWILIO_AUTH_TOKEN", twilioAuthToken,
                "SIMULATOR_TELNYX_API_KEY", telnyxApiKey,
                "SIMULATOR_TELNYX_PRIVATE_KEY", telnyxPrivateKey,
                "SIMULATOR_SIGNALWIRE_PROJECT_ID", signalwireProjectId,
                "SIMULATOR_SIGNALWIRE_API_TOKEN", signalwireApiToken,
                "SIMULATOR_SIGNALWIRE_SIGNING_KEY", signalwireSigningKey);
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "CarrierKeys[" + twilioAccountSid + "]";
    }
}
