package io.trunkline.local;

import java.util.List;

import sun.misc.Signal;

/**
 * Stops the system in its order when the process is asked to end. Shutdown hooks run side by side: PostgreSQL's own would stop
 * it while the services still run.
 */
final class TerminationSignals {

    private static final List<String> SIGNALS = List.of("INT", "TERM");
    /** Shells report a process that a signal ended with this number added. */
    private static final int EXIT_CODE_OFFSET = 128;

    private TerminationSignals() {
    }

    /** Runs the task on SIGINT or SIGTERM, then ends this JVM. */
    static void stopBefore(Runnable stop) {
        SIGNALS.forEach(name -> Signal.handle(new Signal(name), signal -> new Thread(() -> {
            try {
                stop.run();
            } finally {
                System.exit(EXIT_CODE_OFFSET + signal.getNumber());
            }
        }, "stop").start()));
    }
}
