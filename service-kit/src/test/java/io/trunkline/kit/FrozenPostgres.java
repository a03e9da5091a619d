package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.trunkline.kit.testing.Backends;

/** A PostgreSQL whose processes are all stopped: connections stay open, new ones are accepted, none is answered. */
final class FrozenPostgres implements AutoCloseable {

    /** The postmaster first, so that it starts no process meanwhile. */
    private final List<String> pids;

    private FrozenPostgres(List<String> pids) {
        this.pids = pids;
    }

    static FrozenPostgres freeze() throws SQLException, IOException {
        ProcessHandle postmaster = ProcessHandle.of(postmasterPid()).orElseThrow();
        signal("STOP", List.of(String.valueOf(postmaster.pid())));
        List<String> pids = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> String.valueOf(process.pid())).toList();
        signal("STOP", pids);
        return new FrozenPostgres(pids);
    }

    @Override
    public void close() throws IOException {
        List<String> reversed = new ArrayList<>(pids);
        Collections.reverse(reversed);
        signal("CONT", reversed);
    }

    private static long postmasterPid() throws SQLException {
        var postgres = Backends.postgres();
        try (Connection database = DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
                ResultSet file = database.createStatement()
                        .executeQuery("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint")) {
            file.next();
            return file.getLong(1);
        }
    }

    /** A process may end meanwhile, as a back end whose client is gone. */
    static void signal(String name, List<String> pids) throws IOException {
        assertThat(pids).isNotEmpty();
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        command.addAll(pids);
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().onExit()
                .join();
    }
}
