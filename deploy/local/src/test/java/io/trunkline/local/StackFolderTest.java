package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {

    @TempDir
    private Path folder;

    @Test
    void deletesTheFilesOfThePreviousRunOnly() throws Exception {
        // Given
        Files.createDirectories(folder.resolve("data/postgres"));
        Files.writeString(folder.resolve("data/postgres/PG_VERSION"), "18");
        Files.writeString(Files.createDirectories(folder.resolve("classes")).resolve("A.class"), "");
        writeStackFile(1);

        // When
        StackFolder.clear(folder);

        // Then
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("stack.json")).doesNotExist();
        assertThat(folder.resolve("classes/A.class")).exists();
        assertThat(folder.resolve("logs")).isEmptyDirectory();
    }

    @Test
    void refusesAFolderWithARunningStack() throws Exception {
        try (ServerSocket edge = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            writeStackFile(edge.getLocalPort());

            // When / Then
            assertThatThrownBy(() -> StackFolder.clear(folder)).hasMessageContaining("Another stack runs in " + folder);
            assertThat(folder.resolve("stack.json")).exists();
        }
    }

    private void writeStackFile(int edge) {
        new StackFile("http://127.0.0.1:" + edge, Map.of(), null, null, null, null, null, null, null)
                .write(folder.resolve("stack.json"));
    }
}
