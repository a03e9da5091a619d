package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @Test
    void generatesKeysInTheFormatsOfTheProviders(@TempDir Path folder) throws Exception {
        // When
        Keys keys = Keys.generate(folder);

        // Then
        assertThat(keys.clerkWebhookSecret()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(keys.clerkWebhookSecret().substring("whsec_".length()))).hasSize(24);
        assertThat(keys.carriers().twilioAccountSid()).matches("AC[0-9a-f]{32}");
        assertThat(keys.carriers().twilioAuthToken()).matches("[0-9a-f]{32}");
        assertThat(Base64.getDecoder().decode(keys.carriers().telnyxPublicKey())).hasSize(32);
        assertThat(Files.readString(keys.publicKeyFile())).startsWith("-----BEGIN PUBLIC KEY-----\n");
        assertThat(Files.readString(keys.privateKeyFile())).startsWith("-----BEGIN PRIVATE KEY-----\n");
    }

    @Test
    void generatesNewKeysEachTimeAndReadsThem(@TempDir Path folder) {
        // When
        Keys first = Keys.generate(folder.resolve("first"));
        Keys second = Keys.generate(folder.resolve("second"));

        // Then
        assertThat(first.clerkWebhookSecret()).isNotEqualTo(second.clerkWebhookSecret());
        assertThat(first.privateKey()).isNotEqualTo(second.privateKey());
        assertThat(Keys.readPrivateKey(first.privateKeyFile())).isEqualTo(first.privateKey());
    }

    @Test
    void hidesSecretsInToString(@TempDir Path folder) {
        Keys keys = Keys.generate(folder);

        assertThat(keys.toString()).doesNotContain(keys.carriers().twilioAuthToken(), keys.clerkWebhookSecret());
    }
}
