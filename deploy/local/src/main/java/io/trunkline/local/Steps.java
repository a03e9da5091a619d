package io.trunkline.local;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/** Prints each step with its time and result. */
final class Steps {

    private final PrintStream out;

    Steps(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        out.println();
        out.println(text);
    }

    /** Runs the step and prints its result and time. */
    void step(String title, Callable<String> work) {
        long started = System.nanoTime();
        try {
            String outcome = work.call();
            print("ok", started, title, outcome);
        } catch (Exception e) {
            print("FAILED", started, title, e.getMessage() == null ? e.toString() : e.getMessage());
            throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
    }

    private void print(String verdict, long startedNanos, String title, String outcome) {
        long milliseconds = (System.nanoTime() - startedNanos) / 1_000_000;
        out.printf("  %-6s %6d ms  %s%n%20s%s%n", verdict, milliseconds, title, "", outcome);
    }
}
