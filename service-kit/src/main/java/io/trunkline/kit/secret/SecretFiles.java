package io.trunkline.kit.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import jakarta.inject.Singleton;

/**
 * Files with secrets, which {@link SecretReloadScheduler} reloads, so that a secret is exchanged without a restart.
 * Quarkus reads configuration files once, at start.
 * <p>
 * A file has one secret per line; blank lines and white space around a secret are ignored. Replace the file in one step, as
 * Kubernetes does: a file that is still being written may be read in part.
 */
@Singleton
public class SecretFiles {

    private final List<Secrets<?>> watchedSecrets = new CopyOnWriteArrayList<>();

    /**
     * Reads the file, which blocks. A file that is missing or invalid is logged as ERROR and read again later.
     *
     * @param name the owner of the secrets, for the log
     * @param file its secrets come before the configured ones
     * @param parser converts a secret to its use; throws {@link IllegalArgumentException} for an invalid one
     * @throws IllegalArgumentException when a configured secret is invalid
     */
    public <K> Secrets<K> of(String name, Optional<Path> file, Optional<List<String>> configured, Function<String, K> parser) {
        Secrets<K> secrets = new Secrets<>(name, file.orElse(null), configured.orElse(List.of()), parser);
        if (file.isPresent()) {
            watchedSecrets.add(secrets);
        }
        return secrets;
    }

    /** Reads every file again, which blocks. */
    public void reload() {
        watchedSecrets.forEach(Secrets::reload);
    }
}
