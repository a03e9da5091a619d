package io.trunkline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL on this machine whose processes are all stopped (SIGSTOP): connections stay open, new ones are accepted, none is
 * answered. Closing lets it continue.
 */
public final class FrozenPostgres implements AutoCloseable {

    /** The postmaster first, so that it starts no process meanwhile. */
    private final List<String> pids;

    private FrozenPostgres(List<String> pids) {
        this.pids = pids;
    }

    /** @throws IllegalStateException if the server does not tell its process */
    public static FrozenPostgres freeze(PostgresServer server) {
        ProcessHandle postmaster = ProcessHandle.of(postmasterPid(server)).orElseThrow();
        signal("STOP", List.of(String.valueOf(postmaster.pid())));
        List<String> pids = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> String.valueOf(process.pid())).toList();
        signal("STOP", pids);
        return new FrozenPostgres(pids);
    }

    @Override
    public void close() {
        List<String> reversed = new ArrayList<>(pids);
        Collections.reverse(reversed);
        signal("CONT", reversed);
    }

    private static long postmasterPid(PostgresServer server) {
        try (Connection database = DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
                ResultSet file = database.createStatement()
                        .executeQuery("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint")) {
            file.next();
            return file.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not tell its process", e);
        }
    }

    /**
     * Sends a signal to processes. One may end meanwhile, as a back end whose client is gone.
     *
     * @param name without {@code SIG}
     */
    public static void signal(String name, List<String> pids) {
        if (pids.isEmpty()) {
            throw new IllegalArgumentException("No process to signal");
        }
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(pids);
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
