package io.trunkline.simulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The carriers' OpenAPI documents. Because of their licences and size they are not in the repository but in the folder named by
 * {@code TRUNKLINE_OPENAPI}, by default {@code ../shared/reference/openapi}.
 */
public final class OpenApiDocuments {

    private OpenApiDocuments() {
    }

    /** The document's path. The calling test is skipped if it does not exist. */
    public static Path require(String name) {
        Path document = folder().resolve(name);
        assumeTrue(Files.isReadable(document),
                () -> "SKIPPED: carrier OpenAPI documents not found at " + folder().toAbsolutePath().normalize());
        return document;
    }

    private static Path folder() {
        String named = System.getenv("TRUNKLINE_OPENAPI");
        return named != null && !named.isBlank() ? Path.of(named)
                : repository().resolve("../shared/reference/openapi").normalize();
    }

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder.getParent() != null && !Files.isDirectory(folder.resolve("deploy"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
