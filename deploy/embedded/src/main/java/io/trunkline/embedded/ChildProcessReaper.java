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
public final class ChildProcessReaper {

    private static final String KILL_SCRIPT = """
            while read -r line; do pids="$line"; done
            [ -z "$pids" ] || kill -9 $pids 2>/dev/null
            """;

    private static final Set<Long> REGISTERED = ConcurrentHashMap.newKeySet();
    private static OutputStream shellInput;

    private ChildProcessReaper() {
    }

    /** From now on the process with this id dies with this JVM. */
    public static void register(long pid) {
        REGISTERED.add(pid);
        sendPids();
    }

    /** The process has ended; its id may now belong to somebody else. */
    public static void unregister(long pid) {
        REGISTERED.remove(pid);
        sendPids();
    }

    private static synchronized void sendPids() {
        try {
            if (shellInput == null) {
                shellInput = startShell();
            }
            StringBuilder line = new StringBuilder();
            REGISTERED.forEach(pid -> line.append(pid).append(' '));
            shellInput.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
            shellInput.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The shell that watches over child processes has ended", e);
        }
    }

    private static OutputStream startShell() throws IOException {
        return new ProcessBuilder("sh", "-c", "trap '' INT TERM HUP\n" + KILL_SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .getOutputStream();
    }
}
