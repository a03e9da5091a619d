package io.trunkline.simulator.telnyx;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.trunkline.simulator.ledger.LedgerEntry;

/** The simulated accounts. Each has its own API key and key pair. */
@Singleton
public class TelnyxAccountRegistry {

    /** Name of the main account in the ledger. Telnyx's responses contain no account. */
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

    /** The account of an entry. Ledgers from before there were several accounts have none. */
    public static String of(LedgerEntry entry) {
        return entry.account() == null ? MAIN : entry.account();
    }

    /** The account of the request's API key. */
    Optional<String> authenticate(String authorization) {
        return apiKeys.entrySet().stream().filter(account -> authorization != null
                && MessageDigest.isEqual(bytes(authorization), bytes("Bearer " + account.getValue())))
                .map(Map.Entry::getKey).findFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Empty if the account does not exist. */
    public Optional<SigningKey> signingKey(String account) {
        return Optional.ofNullable(signingKeys.get(account));
    }
}
