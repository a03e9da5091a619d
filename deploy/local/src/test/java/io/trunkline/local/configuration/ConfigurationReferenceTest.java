package io.trunkline.local.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** Compares {@code docs/configuration.md} with the sources, or writes it with {@code -Dconfiguration.write=true}. */
class ConfigurationReferenceTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path DOCUMENT = ROOT.resolve("docs/configuration.md");
    private static final String WRITE = "configuration.write";

    @Test
    void documentMatchesTheSources() throws IOException {
        String generated = new ConfigurationReference(ROOT).generate();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, generated);
        }
        assertThat(DOCUMENT).as("docs/configuration.md is out of date; write it with: mvn -pl deploy/local -am test"
                + " -Dtest=ConfigurationReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dconfiguration.write=true")
                .content().isEqualTo(generated);
    }

    @Test
    void everyMappedSettingHasADescription() {
        ConfigurationReference reference = new ConfigurationReference(ROOT);
        reference.generate();
        assertThat(reference.undocumented()).as("settings of @ConfigMapping interfaces without Javadoc").isEmpty();
    }
}
