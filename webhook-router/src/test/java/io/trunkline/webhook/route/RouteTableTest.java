package io.trunkline.webhook.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;

/** The route table reads the database at start and then follows its changes. */
@QuarkusTest
class RouteTableTest extends WebhookRouterTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Inject
    Pool pool;
    @Inject
    Vertx vertx;

    @Test
    void readsCurrentRoutesByPageAndThenChanges() {
        // Given
        RouteTable table = new RouteTable(pool);
        String ended = Numbers.random();
        Numbers.query("""
                insert into route (id, number, valid_from, valid_to, workspace_id, slot, carrier, carrier_account, changed_at)
                select gen_random_uuid(), '+1999' || 1000000 + i, now(), null, 'org_many', 'slot-' || i, 'twilio', '%s',
                  timestamptz '1999-01-01' from generate_series(1, 2500) as i returning number"""
                .formatted(WebhookSecrets.ACCOUNT));
        Numbers.query("insert into route (id, number, valid_from, valid_to, workspace_id, slot, carrier_account) values "
                + "(gen_random_uuid(), '" + ended + "', now() - interval '1 day', now(), 'org_many', 's', 'AC1') returning 1");

        // When
        table.refresh().await().atMost(TIMEOUT);

        // Then
        for (int number : List.of(1000001, 1001000, 1001001, 1002500)) {
            assertThat(table.accountOf("+1999" + number)).contains(WebhookSecrets.ACCOUNT);
        }
        assertThat(table.accountOf(ended)).isEmpty();
        Numbers.query(
                "update route set valid_to = now() + interval '1 second', changed_at = now() where number = '+19991000007' "
                        + "returning 1");
        table.refresh().await().atMost(TIMEOUT);
        assertThat(table.accountOf("+19991000007")).isEmpty();
        assertThat(table.accountOf("+19991000008")).isPresent();
    }

    @Test
    void logsAnOutageOnceWhenItStartsAndOnceWhenItEnds() throws IOException {
        // Given
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        Pool unreachable = Pool.newInstance(PgBuilder.pool().using(vertx)
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(closedPort).setUser("u").setDatabase("d"))
                .build());
        AtomicReference<Pool> current = new AtomicReference<>(unreachable);
        RouteTable table = new RouteTable(new Pool(pool.getDelegate()) {
            @Override
            public <T> Uni<T> withConnection(Function<SqlConnection, Uni<T>> work) {
                return current.get().withConnection(work);
            }
        });
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler listener = listener(lines);
        Logger.getLogger(RouteTable.class.getName()).addHandler(listener);
        try {

            // When
            refreshThreeTimes(table);
            List<String> duringOutage = List.copyOf(lines);
            current.set(pool);
            refreshThreeTimes(table);

            // Then
            assertThat(duringOutage).singleElement().satisfies(line -> assertThat(line).startsWith("WARN"));
            assertThat(lines).hasSize(2).last().satisfies(line -> assertThat(line).startsWith("INFO"));
        } finally {
            Logger.getLogger(RouteTable.class.getName()).removeHandler(listener);
            unreachable.closeAndAwait();
        }
    }

    private static void refreshThreeTimes(RouteTable table) {
        for (int i = 0; i < 3; i++) {
            table.refresh().await().atMost(TIMEOUT);
        }
    }

    private static Handler listener(List<String> lines) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + line.getMessage());
            }

            @Override
            public void flush() {
                // nothing is buffered
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
    }
}
