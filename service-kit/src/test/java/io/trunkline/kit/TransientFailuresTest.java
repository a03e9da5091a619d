package io.trunkline.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.ConnectException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.core.JsonParseException;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.trunkline.embedded.FrozenPostgres;
import io.trunkline.kit.messaging.RecordRetry;
import io.trunkline.kit.sample.CounterService;
import io.trunkline.kit.testing.Backends;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** The failures that the database, the SQL client and Hibernate Reactive really report. */
@QuarkusTest
@TestProfile(ShortTimeout.class)
class TransientFailuresTest extends KitTest {

    private static final String RAISE = "do $$ begin raise exception 'on purpose' using errcode = '%s'; end $$";
    private static final String SLEEP = "select pg_sleep(30)::text";

    @Inject
    RecordRetry retry;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    CounterService counters;

    /** Fails unless the work fails within the time-out of one try. */
    private Throwable failureOf(Supplier<Uni<?>> work) {
        Throwable failure = catchThrowable(() -> run(() -> retry.once(() -> work.get().replaceWithVoid())));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void assertTransient(Throwable failure) {
        assertThat(TransientFailures.isTransient(failure)).as("transient: %s", causes(failure)).isTrue();
    }

    private void assertPermanent(Throwable failure) {
        assertThat(TransientFailures.isTransient(failure)).as("transient: %s", causes(failure)).isFalse();
    }

    private static List<String> causes(Throwable failure) {
        List<String> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause.toString());
        }
        return causes;
    }

    private static Uni<?> inSession(String... statements) {
        return Panache.withTransaction(() -> Panache.getSession().flatMap(session -> {
            Uni<?> work = Uni.createFrom().voidItem();
            for (String statement : statements) {
                work = work.chain(() -> statement.startsWith("select")
                        ? session.createNativeQuery(statement, String.class).getResultList()
                        : session.createNativeQuery(statement).executeUpdate());
            }
            return work;
        }));
    }

    private static PgConnectOptions database(int port) {
        return new PgConnectOptions().setHost("127.0.0.1").setPort(port).setDatabase("kit")
                .setUser(Backends.postgres().user()).setPassword(Backends.postgres().password());
    }

    private Pool poolOf(PgConnectOptions database, PoolOptions options) {
        return PgBuilder.pool().with(options).connectingTo(database).using(vertx).build();
    }

    private static Connection jdbc() throws SQLException {
        var postgres = Backends.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl("kit"), postgres.user(), postgres.password());
    }

    @Test
    void aFrozenDatabaseIsTransient() throws Exception {
        try (FrozenPostgres frozen = FrozenPostgres.freeze(Backends.postgres())) {
            assertTransient(failureOf(() -> counters.touch()));
            assertTransient(failureOf(() -> pool.query("select 1").execute()));
        }
    }

    @Test
    void aStoppedDatabaseIsTransient() {
        Backends.postgres().stop();
        try {
            for (int i = 0; i < 20; i++) {
                assertTransient(failureOf(() -> counters.touch()));
                assertTransient(failureOf(() -> pool.query("select 1").execute()));
            }
        } finally {
            Backends.postgres().restart();
        }
    }

    @Test
    void aNetworkThatSwallowsPacketsIsTransient() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(Backends.postgres().port())) {
            Pool through = poolOf(database(proxy.port()), new PoolOptions());
            run(() -> through.query("select 1").execute());
            proxy.swallow();
            assertTransient(failureOf(() -> through.query("select 1").execute()));
            assertTransient(failureOf(() -> through.withTransaction(connection -> connection.query("select 1").execute())));
        }
    }

    @Test
    void aLostAndARefusedConnectionIsTransient() throws Exception {
        try (TcpProxy proxy = TcpProxy.to(Backends.postgres().port())) {
            Pool through = poolOf(database(proxy.port()), new PoolOptions());
            assertTransient(failureOf(() -> Uni.combine().all().unis(through.query(SLEEP).execute(), later(proxy::disconnect))
                    .discardItems()));
            assertTransient(failureOf(() -> through.withConnection(connection -> connection.query("select 1").execute()
                    .chain(() -> later(proxy::disconnect)).chain(() -> connection.query("select 1").execute()))));
            proxy.close();
            assertTransient(failureOf(() -> through.query("select 1").execute()));
        }
    }

    private interface Action {
        void run() throws Exception;
    }

    private static Uni<Void> later(Action action) {
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(300)).invoke(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void anEndedBackEndIsTransient() {
        String end = "select pg_terminate_backend(pid)::text from pg_stat_activity where pid <> pg_backend_pid()"
                + " and query like '%pg_sleep%' and datname = 'kit'";
        assertTransient(failureOf(() -> Uni.combine().all().unis(inSession(SLEEP), later(() -> {
            try (Connection database = jdbc()) {
                database.createStatement().execute(end);
            }
        })).discardItems()));
        assertTransient(failureOf(() -> inSession("select pg_terminate_backend(pg_backend_pid())::text", "select '1'")));
    }

    @Test
    void aLockThatAnotherTransactionHoldsIsTransient() throws Exception {
        String id = "c" + UUID.randomUUID();
        run(() -> counters.create(id));
        String lock = "select id from counter where id = '" + id + "' for update";
        try (Connection other = jdbc()) {
            other.setAutoCommit(false);
            other.createStatement().execute(lock);

            assertTransient(failureOf(() -> counters.increment(id)));
            assertTransient(failureOf(() -> inSession("set local lock_timeout = '200ms'", lock)));
            assertTransient(failureOf(() -> inSession(lock + " nowait")));
            assertTransient(failureOf(() -> inSession("set local statement_timeout = '200ms'", lock)));
            other.rollback();
        }
        assertTransient(failureOf(() -> inSession("set local statement_timeout = '200ms'", SLEEP)));
    }

    @Test
    void anExhaustedPoolIsTransient() {
        List<SqlConnection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                taken.add(run(() -> pool.getConnection()));
            }
            assertTransient(failureOf(() -> counters.touch()));
            assertTransient(failureOf(() -> pool.query("select 1").execute()));
        } finally {
            taken.forEach(connection -> run(() -> connection.close()));
        }
    }

    @Test
    void aPoolThatIsBusyOrClosedIsTransient() {
        Pool small = poolOf(database(Backends.postgres().port()), new PoolOptions().setMaxSize(1).setMaxWaitQueueSize(1)
                .setConnectionTimeout(300).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS));
        SqlConnection taken = run(() -> small.getConnection());

        assertTransient(failureOf(() -> small.query("select 1").execute()));
        assertTransient(failureOf(() -> Uni.join().all(small.query("select 1").execute(), small.query("select 1").execute(),
                small.query("select 1").execute()).andFailFast()));

        run(() -> taken.close());
        run(() -> small.close());
        assertTransient(failureOf(() -> small.query("select 1").execute()));
    }

    @Test
    void aDatabaseThatRejectsTheServiceIsTransient() {
        int port = Backends.postgres().port();
        assertTransient(failureOf(() -> poolOf(database(port).setDatabase("missing"), new PoolOptions())
                .query("select 1").execute()));
        assertTransient(failureOf(() -> poolOf(database(port).setUser("nobody"), new PoolOptions()).query("select 1")
                .execute()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "08006", "25006", "25P03", "40001", "40P01", "53100", "53300", "55P03", "57014", "57P01", "57P03",
            "58030" })
    void theseStatesAreTransient(String state) {
        assertTransient(failureOf(() -> inSession(RAISE.formatted(state))));
        assertTransient(failureOf(() -> pool.query(RAISE.formatted(state)).execute()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "22001", "22003", "22021", "22P02", "23505", "23514", "25P02", "42703", "42P01", "54000", "55000",
            "P0001", "XX000" })
    void theseStatesArePermanent(String state) {
        assertPermanent(failureOf(() -> inSession(RAISE.formatted(state))));
        assertPermanent(failureOf(() -> pool.query(RAISE.formatted(state)).execute()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "seven", "Timeout", "Connection was closed", "closed" })
    void aParameterOfTheWrongTypeIsPermanent(String value) {
        String sql = "select id from counter where value = ";
        assertPermanent(failureOf(() -> pool.preparedQuery(sql + "$1").execute(Tuple.of(value))));
        assertPermanent(failureOf(() -> Panache.withTransaction(() -> Panache.getSession().flatMap(
                session -> session.createNativeQuery(sql + "?1", String.class).setParameter(1, value).getResultList()))));
    }

    @Test
    void aRecordThatNeedsAnotherRecordIsPermanent() {
        assertPermanent(failureOf(() -> counters.increment("missing")));
        assertPermanent(new IllegalStateException(new JsonParseException(null, "no JSON")));
        assertTransient(new IllegalStateException(new ConnectException("refused")));
        assertTransient(new RetryableException("on purpose"));
    }
}
