package io.trunkline.webhook.route;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.StateChangeLog;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The carrier account of each number, in memory, for the ingress, which does not query the database.
 * <p>
 * Every instance needs the whole table but consumes only its own partitions of the topic. So it reads the projection: at start
 * all current routes, page by page; then, every second, the latest changes. That needs neither a consumer group per instance
 * nor a compacted topic. While the database is unavailable the table is stale.
 */
@ApplicationScoped
public class RouteTable {

    private static final int PAGE = 1_000;
    private static final String NOW = "select clock_timestamp() as read_at";
    private static final String CURRENT = """
            select number, carrier_account, true as current from route
            where valid_to is null and number > $1 order by number limit $2""";
    /** Ended routes come before current ones: a number that changed its owner has both. */
    private static final String CHANGES = """
            select number, carrier_account, valid_to is null as current, clock_timestamp() as read_at from route
            where changed_at > $1 order by valid_to nulls last""";
    /** Longer than any transaction of the projection: a change has its timestamp before its commit makes it visible. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Pool pool;
    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    /** Null until the first complete read. */
    private OffsetDateTime readAsOf;
    private final StateChangeLog<Boolean> availability = new StateChangeLog<>(true);

    RouteTable(Pool pool) {
        this.pool = pool;
    }

    /** Empty when the number has no owner or its carrier account is not known. */
    public Optional<String> accountOf(String number) {
        return Optional.ofNullable(accounts.get(number));
    }

    /** Reads the changes, or the whole table until that has succeeded once. Does not fail: a failure leaves the table stale. */
    Uni<Void> refresh() {
        return pool.withConnection(database -> readAsOf == null ? readAll(database) : readChanges(database))
                .invoke(() -> logStateChange(null)).onFailure().invoke(this::logStateChange)
                .onFailure().recoverWithNull();
    }

    private Uni<Void> readAll(SqlConnection database) {
        return database.query(NOW).execute().map(rows -> rows.iterator().next().getOffsetDateTime("read_at"))
                .call(() -> readAfter(database, "")).invoke(start -> readAsOf = start).replaceWithVoid();
    }

    private Uni<Void> readAfter(SqlConnection database, String number) {
        return database.preparedQuery(CURRENT).execute(Tuple.of(number, PAGE)).chain(rows -> {
            String last = number;
            for (Row row : rows) {
                apply(row);
                last = row.getString("number");
            }
            return rows.size() < PAGE ? Uni.createFrom().voidItem() : readAfter(database, last);
        });
    }

    private Uni<Void> readChanges(SqlConnection database) {
        return database.preparedQuery(CHANGES).execute(Tuple.of(readAsOf.minus(OVERLAP))).invoke(rows -> {
            for (Row row : rows) {
                apply(row);
                readAsOf = row.getOffsetDateTime("read_at");
            }
        }).replaceWithVoid();
    }

    private void apply(Row row) {
        String number = row.getString("number");
        String account = row.getString("carrier_account");
        if (row.getBoolean("current") && account != null) {
            accounts.put(number, account.intern());
        } else {
            accounts.remove(number);
        }
    }

    private void logStateChange(Throwable failure) {
        if (failure == null) {
            availability.observe(true, () -> Log.info("The routes can be read again"));
        } else {
            availability.observe(false,
                    () -> Log.warnf("The routes cannot be read; the last known accounts of numbers are used: %s",
                            failure.toString()));
        }
    }
}
