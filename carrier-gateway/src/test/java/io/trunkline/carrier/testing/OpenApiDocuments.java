package io.trunkline.carrier.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The carriers' OpenAPI documents. They are not in the repository because of their licences and size, but in the folder
 * {@code TRUNKLINE_OPENAPI}, by default {@code ../shared/reference/openapi} beside the repository.
 */
public final class OpenApiDocuments {

    private static final Path BESIDE = Path.of("shared/reference/openapi");

    private OpenApiDocuments() {
    }

    /** The document. If it is missing, the calling test is reported as skipped. */
    public static Path require(String name) {
        Path folder = folder();
        Path document = folder.resolve(name);
        assumeTrue(Files.isReadable(document), "SKIPPED: carrier OpenAPI documents not found at " + folder);
        return document;
    }

    private static Path folder() {
        String named = System.getenv("TRUNKLINE_OPENAPI");
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        Path here = Path.of("").toAbsolutePath();
        for (Path folder = here; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(BESIDE))) {
                return folder.resolve(BESIDE);
            }
        }
        return here.resolve("..").resolve("..").resolve(BESIDE).normalize();
    }
}
