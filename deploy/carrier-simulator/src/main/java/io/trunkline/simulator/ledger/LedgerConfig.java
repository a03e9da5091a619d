package io.trunkline.simulator.ledger;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** The location of the ledger. */
@ConfigMapping(prefix = "simulator.ledger")
public interface LedgerConfig {

    /** File with one JSON object per line. Without it the ledger is in memory only. */
    Optional<Path> file();
}
