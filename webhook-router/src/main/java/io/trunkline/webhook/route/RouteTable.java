package io.trunkline.webhook.route;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Which carrier account holds which number, in memory, for the ingress, which asks no database.
 * <p>
 * Every instance needs the whole table and hears only its own partitions of the topic, so it reads what changed in the
 * projection instead: at start everything, then every second the last moments again. That needs no consumer group per
 * instance and no topic that keeps everything for ever; when the database is away, the table is merely as old as that.
 */
@ApplicationScoped
public class RouteTable {

    /** Ended before current: a number that moved is in both states. */
    private static final String CHANGES = """
            select number, carrier_account, valid_to is null as current, clock_timestamp() as read_at from route
            where changed_at > $1 order by valid_to nulls last""";
    /** Longer than any transaction of the projection: a change is dated before its commit makes it visible. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    private final Pool pool;
    private final Map<String, String> accounts = new ConcurrentHashMap<>();
    private OffsetDateTime readUntil = OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    RouteTable(Pool pool) {
        this.pool = pool;
    }

    /** Empty when nobody owns the number, or its carrier account is not known. */
    public Optional<String> accountOf(String number) {
        return Optional.ofNullable(accounts.get(number));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> refresh() {
        return pool.preparedQuery(CHANGES).execute(Tuple.of(readUntil.minus(OVERLAP)))
                .invoke(rows -> rows.forEach(this::apply))
                .onFailure().recoverWithNull().replaceWithVoid();
    }

    private void apply(Row row) {
        String number = row.getString("number");
        String account = row.getString("carrier_account");
        if (row.getBoolean("current") && account != null) {
            accounts.put(number, account.intern());
        } else {
            accounts.remove(number);
        }
        readUntil = row.getOffsetDateTime("read_at");
    }
}
