package io.trunkline.simulator.ledger;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where the ledger is kept. */
@ConfigMapping(prefix = "simulator.ledger")
public interface LedgerConfig {

    /** One JSON object per line; without it the ledger ends with the process. */
    Optional<Path> file();
}
