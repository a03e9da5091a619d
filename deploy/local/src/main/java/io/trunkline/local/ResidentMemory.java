package io.trunkline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Resident memory of a process, from {@code /proc}. */
final class ResidentMemory {

    private static final String LABEL = "VmRSS:";

    private ResidentMemory() {
    }

    /** MiB; empty where there is no {@code /proc}. */
    static OptionalLong residentMiB(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                    .filter(line -> line.startsWith(LABEL))
                    .mapToLong(line -> Long.parseLong(line.substring(LABEL.length(), line.length() - "kB".length()).strip()))
                    .map(kib -> kib / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
