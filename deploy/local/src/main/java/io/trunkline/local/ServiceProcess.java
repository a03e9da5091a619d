package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.trunkline.embedded.ChildProcessReaper;

/** A program in a separate JVM, which is killed when this JVM ends. */
final class ServiceProcess {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final long POLL_MS = 50;
    private static final int LOG_LINES_SHOWN = 40;

    private final Program program;
    private final Consumer<String> onUnexpectedExit;
    private Process process;
    private long startedNanos;
    private volatile boolean expectedToRun;

    /**
     * What to run.
     *
     * @param health answers 200 when the program is ready
     */
    record Program(String name, Path jar, List<String> jvmOptions, Map<String, String> environment, Path log, URI health) {
    }

    /** @param onUnexpectedExit receives a message when the program ends without being stopped */
    ServiceProcess(Program program, Consumer<String> onUnexpectedExit) {
        this.program = program;
        this.onUnexpectedExit = onUnexpectedExit;
    }

    synchronized void start() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvmOptions);
        command.add("-jar");
        command.add(program.jar.toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log.toFile()));
        builder.environment().putAll(JvmSettings.ENVIRONMENT);
        builder.environment().putAll(program.environment);
        try {
            startedNanos = System.nanoTime();
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(program.name + " cannot be started", e);
        }
        expectedToRun = true;
        ChildProcessReaper.register(process.pid());
        process.onExit().thenAccept(this::reportExit);
    }

    /**
     * Waits until the program is ready.
     *
     * @return the time since its start
     * @throws IllegalStateException with the end of its log, when it ends or is not ready in time
     */
    Duration awaitReady() {
        Process process = current();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        program.name + " ended with " + process.exitValue() + " before it was ready. " + endOfLog());
            }
            if (sinceStart().compareTo(READY_TIMEOUT) > 0) {
                throw new IllegalStateException(
                        program.name + " is not ready after " + READY_TIMEOUT.toSeconds() + " s. " + endOfLog());
            }
            pause();
        }
        return sinceStart();
    }

    /** Sends SIGTERM, and SIGKILL after 10 s. */
    void stop() {
        Process ending = current();
        expectedToRun = false;
        ending.destroy();
        try {
            if (!ending.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGKILL. */
    void kill() {
        expectedToRun = false;
        current().destroyForcibly().onExit().join();
    }

    boolean isAlive() {
        Process running = current();
        return running != null && running.isAlive();
    }

    String name() {
        return program.name;
    }

    long pid() {
        return current().pid();
    }

    private synchronized Process current() {
        return process;
    }

    private void reportExit(Process gone) {
        ChildProcessReaper.unregister(gone.pid());
        if (expectedToRun && gone == current()) {
            onUnexpectedExit.accept(program.name + " has ended with " + gone.exitValue() + "; its log is " + program.log);
        }
    }

    private boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(program.health).timeout(Duration.ofSeconds(2)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + program.name, e);
        }
    }

    private synchronized Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(program.log);
            return "The end of its log " + program.log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "Its log cannot be read: " + e.getMessage();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting", e);
        }
    }
}
