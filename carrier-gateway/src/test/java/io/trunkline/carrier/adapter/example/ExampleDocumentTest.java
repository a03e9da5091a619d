package io.trunkline.carrier.adapter.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** docs/adding-a-carrier.md names exactly the classes of this package. */
class ExampleDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/adding-a-carrier.md");
    private static final Path PACKAGE = Path.of("src/test/java/io/trunkline/carrier/adapter/example");

    @Test
    void documentNamesExactlyTheExampleClasses() throws IOException {
        Set<String> named = Pattern.compile("`(Example[A-Za-z]*)`").matcher(Files.readString(DOCUMENT)).results()
                .map((MatchResult name) -> name.group(1)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(PACKAGE)) {
            Set<String> there = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info") && !name.equals(getClass().getSimpleName()))
                    .collect(Collectors.toSet());

            assertThat(named).isEqualTo(there);
        }
    }
}
