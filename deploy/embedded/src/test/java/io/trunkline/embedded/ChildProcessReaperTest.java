package io.trunkline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class ChildProcessReaperTest {

    @Test
    void killsTheChildrenOfAKilledJvm() throws Exception {
        // Given
        Process parent = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle child;
        try (var output = new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))) {
            child = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
        }

        // When
        parent.destroyForcibly();

        // Then
        child.onExit().get(10, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    /** A JVM with one registered child, which would run for an hour. */
    static final class Parent {

        private Parent() {
        }

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Process child = new ProcessBuilder("sleep", "3600").start();
            ChildProcessReaper.register(child.pid());
            System.out.println(child.pid());
            child.waitFor();
        }
    }
}
