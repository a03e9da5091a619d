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
 * The secrets that are valid at this moment: those of a file, then those of a list in the configuration. Made by
 * {@link SecretFiles}. Safe for many threads.
 *
 * @param <K> as what each is used, such as a key or a header's value
 */
public final class Secrets<K> implements Supplier<List<K>> {

    private final String name;
    /** Null without one. */
    private final Path file;
    private final List<String> listed;
    private final Function<String, K> use;
    private List<String> valid;
    /** The problem of the file; null when it has none. */
    private final StateChangeLog<String> problem = new StateChangeLog<>(null);
    private volatile List<K> current;

    Secrets(String name, Path file, List<String> listed, Function<String, K> use) {
        this.name = name;
        this.file = file;
        this.listed = listed;
        this.use = use;
        this.valid = listed.stream().distinct().toList();
        this.current = valid.stream().map(use).toList();
        if (file != null) {
            reread();
        }
    }

    /**
     * Never waits and never reads.
     *
     * @return the same object as long as nothing has changed; empty while there is no secret. It does not become empty again
     */
    @Override
    public List<K> get() {
        return current;
    }

    /** Blocks. A file that cannot be used changes nothing, and is told about once. */
    synchronized void reread() {
        try {
            List<String> lines = Files.readAllLines(file).stream().map(String::strip).filter(Predicate.not(String::isEmpty))
                    .toList();
            if (lines.isEmpty()) {
                keep("is empty");
            } else if (!lines.stream().allMatch(Secrets::isPrintable)) {
                keep("holds what is no secret");
            } else {
                accept(Stream.concat(lines.stream(), listed.stream()).distinct().toList());
            }
        } catch (NoSuchFileException missing) {
            keep("is missing");
        } catch (IllegalArgumentException other) {
            // Not its message, which may quote the secret.
            keep("holds what is no such secret");
        } catch (IOException unreadable) {
            keep("cannot be read: " + unreadable.getClass().getSimpleName());
        }
    }

    /** What is not would break a header, and every call with it. */
    private static boolean isPrintable(String secret) {
        return secret.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    private void accept(List<String> now) {
        if (now.equals(valid)) {
            problem.observe(null, () -> Log.infof("%s: the file with secrets is in order again; secrets valid now: %d", name,
                    now.size()));
        } else {
            current = now.stream().map(use).toList();
            valid = now;
            problem.reset(null);
            Log.infof("%s: secrets valid now: %d", name, now.size());
        }
    }

    private void keep(String found) {
        problem.observe(found, () -> Log.errorf("%s: the file with secrets, %s, %s; secrets still valid: %d", name, file, found,
                valid.size()));
    }
}
