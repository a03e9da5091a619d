package io.trunkline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void storesData() throws SQLException {
        // Given
        server.createDatabase("round_trip");

        // When
        execute(server, "round_trip", "create table note (body text)");
        execute(server, "round_trip", "insert into note values ('größer 😀')");

        // Then
        assertThat(query(server, "round_trip", "select body from note")).isEqualTo("größer 😀");
    }

    @Test
    void leavesAnExistingDatabaseUnchanged() throws SQLException {
        // Given
        server.createDatabase("Twice-asked");
        execute(server, "Twice-asked", "create table note (body text)");

        // When
        server.createDatabase("Twice-asked");

        // Then
        assertThat(query(server, "Twice-asked", "select count(*) from note")).isEqualTo("0");
    }

    @Test
    void isConfiguredForDurability() throws SQLException {
        assertThat(query(server, "postgres", "show fsync")).isEqualTo("on");
        assertThat(query(server, "postgres", "show synchronous_commit")).isEqualTo("on");
        assertThat(query(server, "postgres", "show max_connections")).isEqualTo("200");
        assertThat(query(server, "postgres", "show server_version")).startsWith("18.");
    }

    @Test
    void retainsDataAndPortOverARestart() throws SQLException {
        try (PostgresServer restarted = PostgresServer.start()) {
            // Given
            execute(restarted, "postgres", "create table note as select 'kept' as body");
            int port = restarted.port();

            // When
            restarted.stop();

            // Then
            assertThatThrownBy(() -> query(restarted, "postgres", "select 1")).isInstanceOf(SQLException.class);
            restarted.restart();
            assertThat(restarted.port()).isEqualTo(port);
            assertThat(query(restarted, "postgres", "select body from note")).isEqualTo("kept");
        }
    }

    @Test
    void reusesTheDataOfAFolder(@TempDir Path folder) throws SQLException {
        // Given
        try (PostgresServer first = PostgresServer.start(0, folder)) {
            execute(first, "postgres", "create table note as select 'kept' as body");
        }

        // When
        try (PostgresServer second = PostgresServer.start(0, folder)) {

            // Then
            assertThat(query(second, "postgres", "select body from note")).isEqualTo("kept");
        }
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void reportsAPortInUse(@TempDir Path folder) throws Exception {
        // Given
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = occupied.getLocalPort();

            // When / Then
            assertThatThrownBy(() -> PostgresServer.start(port, folder))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining("Port " + port + " is in use, so PostgreSQL cannot start")
                    .hasMessageContaining("choose another port");
            assertThat(Files.exists(folder.resolve("data"))).isFalse();
        }
    }

    @Test
    void usesAnExternalServerWithoutStoppingIt() throws SQLException {
        // Given
        String url = "postgresql://%s:%s@%s:%d".formatted(server.user(), server.password(), server.host(),
                server.port());

        // When
        try (PostgresServer other = PostgresServer.external(url)) {
            other.createDatabase("external");
            assertThatThrownBy(other::stop).isInstanceOf(IllegalStateException.class);
        }

        // Then
        assertThat(query(server, "external", "select 1")).isEqualTo("1");
    }

    @Test
    void rejectsAnInvalidUrl() {
        assertThatThrownBy(() -> PostgresServer.external("postgresql://host:5432"))
                .hasMessage("TRUNKLINE_POSTGRES_URL must look like postgresql://user:password@host:port");
    }

    private static void execute(PostgresServer on, String database, String sql) throws SQLException {
        try (Connection connection = connect(on, database); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(PostgresServer on, String database, String sql) throws SQLException {
        try (Connection connection = connect(on, database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(PostgresServer on, String database) throws SQLException {
        return DriverManager.getConnection(on.jdbcUrl(database), on.user(), on.password());
    }
}
