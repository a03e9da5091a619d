package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a stack writes. */
final class StackFolder {

    private static final List<String> OF_A_RUN = List.of("stack.json", "logs", "keys", "data");

    private StackFolder() {
    }

    static Path file(Path folder) {
        return folder.resolve("stack.json");
    }

    static Path logs(Path folder) {
        return folder.resolve("logs");
    }

    /**
     * Removes what the run before left: its secrets are void, and its data belongs to carrier numbers that are gone.
     *
     * @throws IllegalStateException when that run has not ended
     */
    static void clear(Path folder) {
        if (Files.exists(file(folder)) && StackFile.read(file(folder)).isRunning()) {
            throw new IllegalStateException("Another stack runs in " + folder + ". Stop it first.");
        }
        try {
            for (String name : OF_A_RUN) {
                delete(folder.resolve(name));
            }
            Files.createDirectories(logs(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing runs here any more. */
    static void forget(Path folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
