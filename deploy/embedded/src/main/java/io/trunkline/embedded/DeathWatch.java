package io.trunkline.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets no child process outlive this JVM, also when this JVM is killed with SIGKILL and no shutdown hook runs: a shell
 * holds the other end of a pipe that only the death of this JVM closes, and then kills the children it was told of.
 */
public final class DeathWatch {

    private static final String KILL_ALL_AT_END_OF_INPUT = """
            while read -r line; do pids="$line"; done
            [ -z "$pids" ] || kill -9 $pids 2>/dev/null
            """;

    private static final Set<Long> WATCHED = ConcurrentHashMap.newKeySet();
    private static OutputStream pipe;

    private DeathWatch() {
    }

    /** From now on the process with this id dies with this JVM. */
    public static void watch(long pid) {
        WATCHED.add(pid);
        tell();
    }

    /** The process has ended; its id may now belong to somebody else. */
    public static void forget(long pid) {
        WATCHED.remove(pid);
        tell();
    }

    private static synchronized void tell() {
        try {
            if (pipe == null) {
                pipe = start();
            }
            StringBuilder line = new StringBuilder();
            WATCHED.forEach(pid -> line.append(pid).append(' '));
            pipe.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that watches over child processes has ended", e);
        }
    }

    private static OutputStream start() throws IOException {
        return new ProcessBuilder("sh", "-c", "trap '' INT TERM HUP\n" + KILL_ALL_AT_END_OF_INPUT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream();
    }
}
