package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import io.trunkline.embedded.FreePorts;

class ServiceProcessTest {

    private final BlockingQueue<String> reportedExits = new LinkedBlockingQueue<>();
    private final int port = FreePorts.any();

    @TempDir
    private Path folder;
    private Path jar;
    private ServiceProcess process;

    @BeforeEach
    void packageTheProgram() throws IOException {
        jar = folder.resolve("program.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Healthy.class.getName());
        String name = Healthy.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream zip = new JarOutputStream(out, manifest);
                InputStream in = Healthy.class.getClassLoader().getResourceAsStream(name)) {
            zip.putNextEntry(new JarEntry(name));
            in.transferTo(zip);
        }
    }

    @AfterEach
    void end() {
        if (process != null && process.isAlive()) {
            process.kill();
        }
    }

    @Test
    void becomesReadyWhenItsHealthCheckSucceeds() {
        // Given
        process = program(Map.of("PORT", String.valueOf(port)));

        // When
        process.start();

        // Then
        assertThat(process.awaitReady().toMillis()).isPositive();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void reportsTheEndOfTheLogWhenTheStartFails() {
        // Given
        process = program(Map.of("PORT", "no number"));

        // When
        process.start();

        // Then
        assertThatThrownBy(process::awaitReady)
                .hasMessageContaining("the-program ended with 1 before it was ready")
                .hasMessageContaining("NumberFormatException");
    }

    @Test
    void restartsAfterAKill() {
        // Given
        process = program(Map.of("PORT", String.valueOf(port)));
        process.start();
        process.awaitReady();
        long killed = process.pid();

        // When
        process.kill();

        // Then
        assertThat(process.isAlive()).isFalse();
        process.start();
        process.awaitReady();
        assertThat(process.pid()).isNotEqualTo(killed);
        assertThat(reportedExits).isEmpty();
    }

    @Test
    void reportsAnUnexpectedExit() throws InterruptedException {
        // Given
        process = program(Map.of("PORT", String.valueOf(port)));
        process.start();
        process.awaitReady();

        // When
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();

        // Then
        assertThat(reportedExits.poll(10, TimeUnit.SECONDS)).startsWith("the-program has ended with 137");
    }

    private ServiceProcess program(Map<String, String> environment) {
        return new ServiceProcess(new ServiceProcess.Program("the-program", jar, List.of("-Xmx32m"), environment,
                folder.resolve("log"), URI.create("http://127.0.0.1:" + port + "/q/health/ready")), reportedExits::add);
    }

    /** Responds 200 to every request. */
    static final class Healthy {

        private Healthy() {
        }

        public static void main(String[] arguments) throws IOException {
            int port = Integer.parseInt(System.getenv("PORT"));
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
        }
    }
}
