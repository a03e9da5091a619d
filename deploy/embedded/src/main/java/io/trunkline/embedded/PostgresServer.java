package io.trunkline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A real PostgreSQL on the loopback interface, owned by this JVM: it ends when this object is closed or the JVM ends.
 * Commits are durable as in production (fsync and synchronous_commit are on).
 * <p>
 * {@link #startOrUse()} starts nothing and uses an external server when {@value #URL_VARIABLE} is set.
 */
public final class PostgresServer implements AutoCloseable {

    /** Names a running server: {@code postgresql://user:password@host:port}. */
    public static final String URL_VARIABLE = "TRUNKLINE_POSTGRES_URL";

    private static final String OWN_USER = "postgres";
    private static final String OWN_HOST = "127.0.0.1";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    /* duplicate_database, and unique_violation when two clients create the same database concurrently. */
    private static final Set<String> ALREADY_EXISTS = Set.of("42P04", "23505");

    private final String host;
    private final int port;
    private final String user;
    private final String password;
    /* Null for an external server. */
    private final DataFolder folder;
    private EmbeddedPostgres process;
    private long pid;

    private PostgresServer(String host, int port, String user, String password, DataFolder folder) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.password = password;
        this.folder = folder;
    }

    /** Starts a server on a free port, with its data in a temporary folder that {@link #close()} deletes. */
    public static PostgresServer start() {
        return startIn(DataFolder.temporary("trunkline-postgres-"), FreePorts.any());
    }

    /**
     * Starts a server with persistent data.
     *
     * @param port 0 for a free one
     * @param dataFolder created if missing; existing data is used
     * @throws PortInUseException if the port is in use
     */
    public static PostgresServer start(int port, Path dataFolder) {
        return startIn(DataFolder.persistent(dataFolder), FreePorts.orAny(port, "PostgreSQL"));
    }

    /** The server that {@value #URL_VARIABLE} names, else as {@link #start()}. */
    public static PostgresServer startOrUse() {
        String url = System.getenv(URL_VARIABLE);
        return url == null ? start() : external(url);
    }

    /** The server that {@value #URL_VARIABLE} names, else as {@link #start(int, Path)}. */
    public static PostgresServer startOrUse(int port, Path dataFolder) {
        String url = System.getenv(URL_VARIABLE);
        return url == null ? start(port, dataFolder) : external(url);
    }

    /** @param url {@code postgresql://user:password@host:port} of a server that runs already */
    public static PostgresServer external(String url) {
        URI uri = URI.create(url);
        String[] login = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
        if (!"postgresql".equals(uri.getScheme()) || uri.getHost() == null || login.length != 2) {
            throw new IllegalArgumentException(URL_VARIABLE + " must look like postgresql://user:password@host:port");
        }
        return new PostgresServer(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), login[0], login[1], null);
    }

    private static PostgresServer startIn(DataFolder folder, int port) {
        PostgresServer server = new PostgresServer(OWN_HOST, port, OWN_USER, OWN_USER, folder);
        server.launch();
        return server;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** Whether this server was started here. Only then {@link #stop()} and {@link #restart()} work. */
    public boolean isOwned() {
        return folder != null;
    }

    /** {@code jdbc:postgresql://host:port/database}, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** Creates the database unless it exists. */
    public void createDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), user, password);
                var statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(name, true));
        } catch (SQLException e) {
            if (!ALREADY_EXISTS.contains(e.getSQLState())) {
                throw new IllegalStateException("Database " + name + " cannot be created", e);
            }
        }
    }

    /** Closes every connection and stops the server. Committed data is retained. No effect when it is stopped. */
    public synchronized void stop() {
        requireOwned();
        if (process == null) {
            return;
        }
        try {
            process.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            ChildProcessReaper.unregister(pid);
            process = null;
        }
    }

    /** Restarts the server on the same port and data, and returns when it accepts connections. */
    public synchronized void restart() {
        stop();
        FreePorts.orAny(port, "PostgreSQL");
        launch();
    }

    /** Stops the server, unless it is external, and deletes its data if the folder was temporary. */
    @Override
    public void close() {
        if (isOwned()) {
            stop();
            folder.deleteIfTemporary();
        }
    }

    private synchronized void launch() {
        LogLevels.reduce();
        Path log = folder.path().resolve("postgres.log");
        try {
            Files.createDirectories(folder.path());
            process = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(folder.path().resolve("data"))
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(START_TIMEOUT)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            pid = Long.parseLong(Files.readAllLines(folder.path().resolve("data/postmaster.pid")).get(0));
            ChildProcessReaper.register(pid);
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("PostgreSQL did not start on port " + port + "; its log is " + log, e);
        }
    }

    private void requireOwned() {
        if (!isOwned()) {
            throw new IllegalStateException("An external PostgreSQL cannot be stopped (" + URL_VARIABLE + ")");
        }
    }
}
