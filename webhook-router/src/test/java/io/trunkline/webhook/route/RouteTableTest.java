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
import io.trunkline.webhook.Secrets;
import io.trunkline.webhook.WebhookRouterTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;

/** What the ingress knows of who holds which number, from the database at start and while it changes. */
@QuarkusTest
class RouteTableTest extends WebhookRouterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    Pool pool;
    @Inject
    Vertx vertx;

    @Test
    void readsWhatLastsPageByPageAndThenWhatChanges() {
        // Given
        RouteTable table = new RouteTable(pool);
        String ended = Numbers.fresh();
        Numbers.rows("""
                insert into route (id, number, valid_from, valid_to, workspace_id, slot, carrier, carrier_account, changed_at)
                select gen_random_uuid(), '+1999' || 1000000 + i, now(), null, 'org_many', 'slot-' || i, 'twilio', '%s',
                  timestamptz '1999-01-01' from generate_series(1, 2500) as i returning number""".formatted(Secrets.ACCOUNT));
        Numbers.rows("insert into route (id, number, valid_from, valid_to, workspace_id, slot, carrier_account) values "
                + "(gen_random_uuid(), '" + ended + "', now() - interval '1 day', now(), 'org_many', 's', 'AC1') returning 1");

        // When
        table.refresh().await().atMost(PATIENCE);

        // Then
        for (int number : List.of(1000001, 1001000, 1001001, 1002500)) {
            assertThat(table.accountOf("+1999" + number)).contains(Secrets.ACCOUNT);
        }
        assertThat(table.accountOf(ended)).isEmpty();
        Numbers.rows(
                "update route set valid_to = now() + interval '1 second', changed_at = now() where number = '+19991000007' "
                        + "returning 1");
        table.refresh().await().atMost(PATIENCE);
        assertThat(table.accountOf("+19991000007")).isEmpty();
        assertThat(table.accountOf("+19991000008")).isPresent();
    }

    @Test
    void saysOnceThatTheDatabaseIsAwayAndOnceThatItIsBack() throws IOException {
        // Given
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Pool away = Pool.newInstance(PgBuilder.pool().using(vertx)
                .connectingTo(new PgConnectOptions().setHost("127.0.0.1").setPort(nobody).setUser("u").setDatabase("d"))
                .build());
        AtomicReference<Pool> current = new AtomicReference<>(away);
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
            refreshThrice(table);
            List<String> whileAway = List.copyOf(lines);
            current.set(pool);
            refreshThrice(table);

            // Then
            assertThat(whileAway).singleElement().satisfies(line -> assertThat(line).startsWith("WARN"));
            assertThat(lines).hasSize(2).last().satisfies(line -> assertThat(line).startsWith("INFO"));
        } finally {
            Logger.getLogger(RouteTable.class.getName()).removeHandler(listener);
            away.closeAndAwait();
        }
    }

    private static void refreshThrice(RouteTable table) {
        for (int i = 0; i < 3; i++) {
            table.refresh().await().atMost(PATIENCE);
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
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
