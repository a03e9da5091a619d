package io.trunkline.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.trunkline.kit.testing.MountedSecret;

class SecretFilesTest {

    private static final Logger LOG = Logger.getLogger(Secrets.class.getName());

    private final MountedSecret mounted = new MountedSecret();
    private final SecretFiles files = new SecretFiles();
    private final List<String> logLines = new ArrayList<>();
    private final Handler logHandler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logLines.add(new PatternFormatter("%p %s%e").format(line));
        }

        @Override
        public void flush() {
            // not buffered
        }

        @Override
        public void close() {
            // nothing to close
        }
    };

    @BeforeEach
    void captureLog() {
        LOG.addHandler(logHandler);
    }

    @AfterEach
    void noSecretIsLogged() {
        LOG.removeHandler(logHandler);
        assertThat(logLines).noneMatch(line -> line.contains("secret-"));
    }

    private Secrets<String> watched(String... configured) {
        return files.of("twilio", Optional.of(mounted.file()), Optional.of(List.of(configured)), Function.identity());
    }

    private long countLogged(Level level) {
        return logLines.stream().filter(line -> line.startsWith(level == Level.SEVERE ? "ERROR" : level.getName())).count();
    }

    @Test
    void returnsTheFilesSecretsBeforeTheConfiguredOnesWithoutDuplicates() {
        mounted.put("\n  secret-1\t\r\n\n   \nsecret-2\nsecret-1");

        assertThat(watched("secret-3", "secret-2").get()).containsExactly("secret-1", "secret-2", "secret-3");
        assertThat(logLines).containsExactly("INFO twilio: secrets valid now: 3");
    }

    @Test
    void doesNotReloadAConfiguredList() {
        assertThat(
                files.of("twilio", Optional.empty(), Optional.of(List.of("secret-1", "secret-2")), Function.identity()).get())
                .containsExactly("secret-1", "secret-2");
        assertThat(files.of("twilio", Optional.empty(), Optional.empty(), Function.identity()).get()).isEmpty();
        files.reload();
        assertThat(logLines).isEmpty();
    }

    @Test
    void reloadsWhenTheMountedFolderIsReplaced() {
        mounted.put("secret-1");
        Secrets<String> secrets = watched("secret-9");

        mounted.put("secret-2\nsecret-1");
        assertThat(secrets.get()).as("until it is read again").containsExactly("secret-1", "secret-9");
        files.reload();
        assertThat(secrets.get()).containsExactly("secret-2", "secret-1", "secret-9");
        mounted.put("secret-2");
        files.reload();

        assertThat(secrets.get()).containsExactly("secret-2", "secret-9");
        assertThat(logLines).containsExactly("INFO twilio: secrets valid now: 2", "INFO twilio: secrets valid now: 3",
                "INFO twilio: secrets valid now: 2");
    }

    @Test
    void returnsTheSameListWhileTheSecretsAreUnchanged() {
        mounted.put("secret-1");
        Secrets<String> secrets = watched();
        List<String> before = secrets.get();

        mounted.put("\nsecret-1\n");
        files.reload();
        files.reload();

        assertThat(secrets.get()).isSameAs(before);
        assertThat(logLines).hasSize(1);
    }

    @Test
    void loadsAFileThatAppearsAfterStart() {
        Secrets<String> secrets = watched();
        files.reload();

        assertThat(secrets.get()).isEmpty();
        assertThat(logLines).singleElement().asString().startsWith("ERROR twilio: ").contains("is missing",
                mounted.file() + "");
        mounted.put("secret-1");
        files.reload();
        assertThat(secrets.get()).containsExactly("secret-1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " \n\t\n", "secret-1 secret-2", "secret-1\0", "secret-ä", "other" })
    void retainsTheValidSecretsAndLogsOnceWhenTheFileIsInvalid(String content) {
        // Given
        mounted.put("secret-1");
        Secrets<String> secrets = files.of("twilio", Optional.of(mounted.file()), Optional.empty(), SecretFilesTest::secret);
        List<String> before = secrets.get();

        // When
        mounted.put(content);
        files.reload();
        files.reload();

        // Then
        assertThat(secrets.get()).isSameAs(before);
        assertThat(countLogged(Level.SEVERE)).isEqualTo(1);
        mounted.put("secret-2");
        files.reload();
        assertThat(secrets.get()).containsExactly("secret-2");
        assertThat(logLines).last().isEqualTo("INFO twilio: secrets valid now: 1");
    }

    private static String secret(String text) {
        if (!text.startsWith("secret-")) {
            throw new IllegalArgumentException("not a secret-: " + text);
        }
        return text;
    }

    @Test
    void retainsTheSecretsOfADeletedFileAndLogsEachDeletion() {
        mounted.put("secret-1");
        Secrets<String> secrets = watched();

        for (int times = 1; times <= 2; times++) {
            mounted.clear();
            files.reload();
            files.reload();
            assertThat(secrets.get()).containsExactly("secret-1");
            assertThat(countLogged(Level.SEVERE)).isEqualTo(times);
            mounted.put("secret-1");
            files.reload();
            assertThat(logLines).last().asString().startsWith("INFO").contains("again");
        }
    }

    @Test
    void retainsTheSecretsOfAnUnreadableFile() throws IOException {
        mounted.put("secret-1");
        Secrets<String> secrets = watched();

        mounted.clear();
        Files.delete(mounted.file());
        Files.createDirectory(mounted.file());
        files.reload();

        assertThat(secrets.get()).containsExactly("secret-1");
        assertThat(logLines).last().asString().contains("cannot be read: IOException");
    }

    @Test
    void reloadsTheOtherFilesWhenOneIsMissing() {
        MountedSecret other = new MountedSecret();
        other.put("secret-8");
        watched();
        Secrets<String> secrets = files.of("telnyx", Optional.of(other.file()), Optional.empty(), Function.identity());

        other.put("secret-9");
        files.reload();

        assertThat(secrets.get()).containsExactly("secret-9");
    }

    @Test
    void rejectsAnInvalidConfiguredSecretAtStart() {
        assertThatThrownBy(() -> files.of("clerk", Optional.empty(), Optional.of(List.of("other")), SecretFilesTest::secret))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
