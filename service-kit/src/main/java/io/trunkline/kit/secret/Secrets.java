package io.trunkline.kit.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkus.logging.Log;
import io.trunkline.kit.StateChangeLog;

/**
 * The secrets that are valid now: those of a file, then those of a list in the configuration. Created by {@link SecretFiles}.
 * Thread-safe.
 *
 * @param <K> the form in which a secret is used, such as a key or a header's value
 */
public final class Secrets<K> implements Supplier<List<K>> {

    private final String name;
    /** Null when only the configuration lists secrets. */
    private final Path file;
    private final List<String> configured;
    private final Function<String, K> parser;
    private List<String> applied;
    /** Why the file was rejected; null while it is valid. */
    private final StateChangeLog<String> rejection = new StateChangeLog<>(null);
    private volatile List<K> parsed;

    Secrets(String name, Path file, List<String> configured, Function<String, K> parser) {
        this.name = name;
        this.file = file;
        this.configured = configured;
        this.parser = parser;
        this.applied = configured.stream().distinct().toList();
        this.parsed = applied.stream().map(parser).toList();
        if (file != null) {
            reload();
        }
    }

    /**
     * Never blocks.
     *
     * @return the same object while the secrets are unchanged; empty before the first secret was read, never afterwards
     */
    @Override
    public List<K> get() {
        return parsed;
    }

    /** Blocks. An invalid file changes nothing and is logged once. */
    synchronized void reload() {
        try {
            List<String> lines = Files.readAllLines(file).stream().map(String::strip).filter(Predicate.not(String::isEmpty))
                    .toList();
            if (lines.isEmpty()) {
                reject("is empty");
            } else if (!lines.stream().allMatch(Secrets::isPrintable)) {
                reject("contains an invalid secret");
            } else {
                apply(Stream.concat(lines.stream(), configured.stream()).distinct().toList());
            }
        } catch (NoSuchFileException missing) {
            reject("is missing");
        } catch (IllegalArgumentException other) {
            // The exception's message is not logged: it may contain the secret.
            reject("contains a secret of another format");
        } catch (IOException unreadable) {
            reject("cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    /** Any other character would make a header invalid, and every call with it. */
    private static boolean isPrintable(String secret) {
        return secret.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    private void apply(List<String> secrets) {
        if (secrets.equals(applied)) {
            rejection.observe(null, () -> Log.infof("%s: the file with secrets is valid again; secrets valid now: %d", name,
                    secrets.size()));
        } else {
            parsed = secrets.stream().map(parser).toList();
            applied = secrets;
            rejection.reset(null);
            Log.infof("%s: secrets valid now: %d", name, secrets.size());
        }
    }

    private void reject(String reason) {
        rejection.observe(reason,
                () -> Log.errorf("%s: the file with secrets, %s, %s; secrets still valid: %d", name, file, reason,
                        applied.size()));
    }
}
