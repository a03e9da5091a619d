package io.trunkline.carrier.adapter.example;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import io.trunkline.carrier.adapter.http.HttpClientConfig;

/** The main account at the top level, and additional ones by name. */
@ConfigMapping(prefix = "trunkline.carriers.examplecom")
interface ExampleConfig {

    @WithDefault("https://api.example.com")
    URI baseUrl();

    @WithParentName
    Account main();

    Map<String, Account> accounts();

    @WithParentName
    HttpClientConfig http();

    /** Without a key the service starts, and every call fails with CARRIER_NOT_CONFIGURED. */
    interface Account {

        /** During a rotation the old and the new key. */
        Optional<List<String>> apiKeys();

        /** A file with one key per line; they precede the listed ones. Read again when it changes. */
        Optional<Path> apiKeysFile();
    }
}
