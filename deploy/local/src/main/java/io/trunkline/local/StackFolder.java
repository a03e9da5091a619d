package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder of a stack. */
final class StackFolder {

    private static final List<String> RUN_FILES = List.of("stack.json", "logs", "keys", "data");

    private StackFolder() {
    }

    static Path file(Path folder) {
        return folder.resolve("stack.json");
    }

    static Path logs(Path folder) {
        return folder.resolve("logs");
    }

    /**
     * Deletes the files of the previous run: its secrets are invalid, and its data refers to numbers that the simulator no
     * longer has.
     *
     * @throws IllegalStateException when that run still runs
     */
    static void clear(Path folder) {
        if (Files.exists(file(folder)) && StackFile.read(file(folder)).isRunning()) {
            throw new IllegalStateException("Another stack runs in " + folder + ". Stop it first.");
        }
        try {
            Path trash = Files.createDirectories(folder.resolve("gone").resolve(UUID.randomUUID().toString()));
            for (String name : RUN_FILES) {
                if (Files.exists(folder.resolve(name))) {
                    Files.move(folder.resolve(name), trash.resolve(name));
                }
            }
            Files.createDirectories(logs(folder));
            deleteInBackground(trash.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack has stopped. */
    static void deleteStackFile(Path folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deleting the thousands of files of a database takes seconds, so the start does not wait for it. */
    private static void deleteInBackground(Path trash) {
        Thread thread = new Thread(() -> delete(trash), "stack-cleaner");
        thread.setDaemon(true);
        thread.start();
    }

    private static void delete(Path path) {
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path file : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The next start deletes the remaining files.
        }
    }
}
