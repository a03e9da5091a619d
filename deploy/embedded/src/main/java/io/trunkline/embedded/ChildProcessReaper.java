package io.trunkline.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kills the child processes of this JVM when it ends, also after a SIGKILL, when no shutdown hook runs: a shell reads a pipe
 * that is closed when this JVM ends, and then kills the registered processes.
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

    /** The process is killed when this JVM ends. */
    public static void register(long pid) {
        REGISTERED.add(pid);
        sendPids();
    }

    /** The process has ended. Its id may be reused by another process. */
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
            throw new UncheckedIOException("The shell that reaps child processes has ended", e);
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
