package io.trunkline.carrier.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The carriers' own documents. They lie beside the repository (their licences and size keep them out of it), in the folder
 * named by {@code TRUNKLINE_OPENAPI}, by default {@code ../shared/reference/openapi} of the repository.
 */
public final class OpenApiDocuments {

    private static final Path BESIDE = Path.of("shared/reference/openapi");

    private OpenApiDocuments() {
    }

    /** The document; where it is missing the calling test is skipped and says so. */
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
