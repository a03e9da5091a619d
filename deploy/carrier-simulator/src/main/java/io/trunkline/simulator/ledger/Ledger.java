package io.trunkline.simulator.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The append-only record of the carriers' actions. Tests compare it with the state of the system under test. Every carrier
 * rebuilds its numbers from it after a restart.
 */
@Singleton
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final ObjectMapper mapper;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Writer file;

    @Inject
    Ledger(LedgerConfig config, ObjectMapper mapper) {
        this(config.file().orElse(null), mapper);
    }

    /**
     * Opens the ledger and reads the existing file.
     *
     * @param path null means in memory only
     */
    public Ledger(Path path, ObjectMapper mapper) {
        this.mapper = mapper;
        this.file = path == null ? null : open(path);
    }

    /** Appends an entry. It has been passed to the operating system when this method returns. */
    public synchronized LedgerEntry append(String carrier, String account, LedgerAction action, String number, String carrierId,
            String reference, Map<String, Object> details) {
        LedgerEntry entry = new LedgerEntry(entries.size() + 1L, Instant.now(), carrier, account, action, number, carrierId,
                reference,
                new LinkedHashMap<>(details));
        if (file != null) {
            write(entry);
        }
        entries.add(entry);
        return entry;
    }

    /** All entries, oldest first. */
    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    /** The numbers of all carriers that were bought and not released, oldest first. */
    Collection<OwnedNumber> owned() {
        Map<String, OwnedNumber> owned = new LinkedHashMap<>();
        for (LedgerEntry entry : entries()) {
            String key = entry.carrier() + entry.carrierId();
            switch (entry.action()) {
                case NUMBER_BOUGHT -> owned.put(key, OwnedNumber.bought(entry));
                case NUMBER_CONFIGURED -> owned.computeIfPresent(key, (id, number) -> number.configured(entry));
                case NUMBER_RELEASED -> owned.remove(key);
                case MESSAGE_SENT, CONNECTION_SET -> {
                    // does not change the owned numbers
                }
            }
        }
        return owned.values();
    }

    private void write(LedgerEntry entry) {
        try {
            file.write(mapper.writeValueAsString(entry) + "\n");
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger cannot be written", e);
        }
    }

    private Writer open(Path path) {
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            if (Files.exists(path)) {
                read(path);
            }
            return Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger " + path + " cannot be opened", e);
        }
    }

    /**
     * A process killed while it writes leaves an incomplete last line. Its action was never answered, so the line is removed.
     */
    private void read(Path path) throws IOException {
        String text = Files.readString(path);
        int whole = text.lastIndexOf('\n') + 1;
        if (whole < text.length()) {
            LOG.warnf("The last line of %s is incomplete and is removed", path);
            Files.writeString(path, text.substring(0, whole), StandardCharsets.UTF_8);
        }
        for (String line : text.substring(0, whole).lines().toList()) {
            entries.add(parse(line));
        }
    }

    private LedgerEntry parse(String line) throws JsonProcessingException {
        return mapper.readValue(line, LedgerEntry.class);
    }

    @PreDestroy
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
