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

/** The main account, whose properties stand at the top, and others by name. */
@ConfigMapping(prefix = "trunkline.carriers.examplecom")
interface ExampleConfig {

    @WithDefault("https://api.example.com")
    URI baseUrl();

    @WithParentName
    Account main();

    Map<String, Account> accounts();

    @WithParentName
    HttpClientConfig http();

    /** Without a key the service starts, and every call answers CARRIER_NOT_CONFIGURED. */
    interface Account {

        /** While one is being exchanged, the old and the new one. */
        Optional<List<String>> apiKeys();

        /** One per line, before the listed ones; read again when it has changed. */
        Optional<Path> apiKeysFile();
    }
}
