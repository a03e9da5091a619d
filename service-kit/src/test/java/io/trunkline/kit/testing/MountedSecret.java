package io.trunkline.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A secret as Kubernetes mounts it: its file is a link into {@code ..data}, which is a link to a folder with all files of one
 * version. That link is replaced in one step.
 */
public final class MountedSecret {

    private static final String FILE = "secrets";

    private final Path folder;
    private Path version;

    /** Creates an empty mount. */
    public MountedSecret() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "mounted").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path file() {
        return folder.resolve(FILE);
    }

    /** Replaces the content of the file. */
    public void put(String content) {
        try {
            Path previous = version;
            version = Files.createTempDirectory(folder, "..version");
            Files.writeString(version.resolve(FILE), content);
            Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
            Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (previous == null) {
                Files.createSymbolicLink(file(), Path.of("..data", FILE));
            } else {
                remove(previous);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the content of the file. */
    public void clear() {
        try {
            remove(version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path version) throws IOException {
        Files.deleteIfExists(version.resolve(FILE));
        Files.deleteIfExists(version);
    }
}
