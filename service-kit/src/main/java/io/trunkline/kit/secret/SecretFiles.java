package io.trunkline.kit.secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkus.scheduler.Scheduled;

/**
 * Reads files with secrets again and again, so that one is exchanged without a restart: what Quarkus has reads configuration
 * from files once, at start.
 * <p>
 * A file has one secret per line; blank lines and white space around a secret do not count. It is best replaced in one step, as
 * Kubernetes does: of a file that is being written a part may be read.
 */
@Singleton
public class SecretFiles {

    private final List<Secrets<?>> watchedSecrets = new CopyOnWriteArrayList<>();

    /**
     * Reads the file, which blocks. One that is missing or cannot be used is an ERROR in the log, and is looked at again.
     *
     * @param name what they are the secrets of, in the log
     * @param file its secrets come before the configured ones
     * @param parser what each secret is used as; throws {@link IllegalArgumentException} for one that is none
     * @throws IllegalArgumentException when a configured one is none
     */
    public <K> Secrets<K> of(String name, Optional<Path> file, Optional<List<String>> configured, Function<String, K> parser) {
        Secrets<K> secrets = new Secrets<>(name, file.orElse(null), configured.orElse(List.of()), parser);
        if (file.isPresent()) {
            watchedSecrets.add(secrets);
        }
        return secrets;
    }

    /** On a worker thread. */
    @Scheduled(every = "${trunkline.secrets.reload-interval:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void reload() {
        watchedSecrets.forEach(Secrets::reload);
    }
}
