package io.trunkline.kit.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;

import io.trunkline.embedded.PostgresServer;

/**
 * An empty database on a real PostgreSQL, migrated step by step as a service migrates its own: with the kit's migrations
 * ({@code db/kit}) and the service's ({@code db/migration}). A migration test stops at an older version, inserts rows as the
 * older release wrote them, and then migrates to the newest version.
 */
public final class MigrationHarness implements AutoCloseable {

    private final PostgresServer server;
    private final String jdbcUrl;
    private final Connection connection;

    private MigrationHarness(PostgresServer server, String jdbcUrl) throws SQLException {
        this.server = server;
        this.jdbcUrl = jdbcUrl;
        this.connection = DriverManager.getConnection(jdbcUrl, server.user(), server.password());
    }

    /**
     * @param name of a database of this test only: it is dropped and created again
     * @throws IllegalStateException if the database cannot be created
     */
    public static MigrationHarness database(String name) {
        PostgresServer server = PostgresServer.startOrUse();
        try {
            try (Connection admin = DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), server.password());
                    Statement statement = admin.createStatement()) {
                statement.execute("drop database if exists " + statement.enquoteIdentifier(name, true) + " with (force)");
            }
            server.createDatabase(name);
            return new MigrationHarness(server, server.jdbcUrl(name));
        } catch (SQLException e) {
            server.close();
            throw new IllegalStateException("Database " + name + " cannot be prepared", e);
        }
    }

    /**
     * Applies all migrations up to and including this version. The kit's versions are below 100, so all of them are applied
     * before a service's.
     *
     * @param version such as {@code 0101}; null for the newest
     * @throws org.flywaydb.core.api.FlywayException if there is no such version, a migration fails or an applied one was edited
     */
    public MigrationHarness migrateTo(String version) {
        Flyway.configure().dataSource(jdbcUrl, server.user(), server.password())
                .locations("db/kit", "db/migration")
                .outOfOrder(true)
                .target(version == null ? MigrationVersion.LATEST : MigrationVersion.fromVersion(version))
                .load().migrate();
        return this;
    }

    /** Runs each statement in a transaction of its own. */
    public MigrationHarness execute(String... sql) {
        try (Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * @return one map per row, in the order of the columns; values as the JDBC driver returns them, {@code bytea} as
     *         hexadecimal text
     */
    public List<Map<String, Object>> query(String sql) {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            ResultSetMetaData columns = result.getMetaData();
            List<Map<String, Object>> rows = new ArrayList<>();
            while (result.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns.getColumnCount(); column++) {
                    Object value = result.getObject(column);
                    row.put(columns.getColumnLabel(column),
                            value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Reads every row of these entities with Hibernate. Fails if a mapped column is missing in the database or has another
     * type.
     *
     * @param entityClasses full names, because an entity need not be public
     */
    public List<Object> readEntities(String... entityClasses) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting("hibernate.connection.url", jdbcUrl)
                .applySetting("hibernate.connection.username", server.user())
                .applySetting("hibernate.connection.password", server.password())
                .applySetting("hibernate.physical_naming_strategy", new PhysicalNamingStrategySnakeCaseImpl())
                .applySetting("hibernate.hbm2ddl.auto", "validate").build();
        MetadataSources sources = new MetadataSources(registry);
        List.of(entityClasses).forEach(sources::addAnnotatedClassName);
        try (SessionFactory sessions = sources.buildMetadata().buildSessionFactory()) {
            return sessions.fromSession(session -> Stream.of(entityClasses)
                    .flatMap(entity -> session.createSelectionQuery("from " + entity, Object.class).getResultList().stream())
                    .toList());
        } finally {
            StandardServiceRegistryBuilder.destroy(registry);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } finally {
            server.close();
        }
    }
}
