package io.trunkline.simulator.telnyx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.LedgerEntry;

/** The accounts that are played, each with an API key and a key pair of its own. */
@Singleton
public class TelnyxAccountRegistry {

    /** What the ledger calls the main account; Telnyx' answers name none. */
    public static final String MAIN = "main";

    private final Map<String, String> apiKeys = new LinkedHashMap<>();
    private final Map<String, SigningKey> signingKeys = new LinkedHashMap<>();

    TelnyxAccountRegistry(TelnyxConfig config) {
        add(MAIN, config.apiKey(), config.privateKey());
        config.accounts().forEach((name, account) -> add(name, account.apiKey(), account.privateKey()));
    }

    private void add(String account, String apiKey, String privateKey) {
        apiKeys.put(account, apiKey);
        signingKeys.put(account, new SigningKey(privateKey));
    }

    /** Whose it was; ledgers that were written when there was one account only do not say. */
    public static String of(LedgerEntry entry) {
        return entry.account() == null ? MAIN : entry.account();
    }

    /** Whose key the call bears. */
    Optional<String> authenticate(String authorization) {
        return apiKeys.entrySet().stream().filter(account -> authorization != null
                && MessageDigest.isEqual(bytes(authorization), bytes("Bearer " + account.getValue())))
                .map(Map.Entry::getKey).findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when there is no such account. */
    public Optional<SigningKey> signingKey(String account) {
        return Optional.ofNullable(signingKeys.get(account));
    }
}
