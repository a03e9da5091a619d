package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What a stack writes. */
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
     * Removes what the run before left: its secrets are void, and its data belongs to carrier numbers that are gone.
     *
     * @throws IllegalStateException when that run has not ended
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

    /** Nothing runs here any more. */
    static void deleteStackFile(Path folder) {
        try {
            Files.deleteIfExists(file(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deleting the thousands of files of a database takes seconds, which nobody needs to wait for. */
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
            // Harmless rubbish below target, which the next start removes.
        }
    }
}
