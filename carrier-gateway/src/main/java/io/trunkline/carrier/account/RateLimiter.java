package io.trunkline.carrier.account;

import java.time.Duration;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;
import io.trunkline.events.AccountNames;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Rate limiter of one account. All instances take their permits from the same row, with one statement each (docs/adr/0007).
 * <p>
 * Permits are evenly spaced. A call can start later than its permit (the statement's response, a pause of this process), and
 * late calls meet those that are on time. So a permit that is later than {@link #TOLERANCE} is dropped, and the interval
 * between permits is so much longer that the limit holds when all others are late by up to that.
 */
final class RateLimiter {

    static final Duration TOLERANCE = Duration.ofMillis(100);
    private static final double SECOND = 1e9;
    private static final String ACQUIRE = """
            insert into carrier_turn as turn (carrier, next_at) values ($1, clock_timestamp() + make_interval(secs => $2))
            on conflict (carrier) do update
              set next_at = greatest(turn.next_at, clock_timestamp()) + make_interval(secs => $2)
              where turn.next_at <= clock_timestamp() + make_interval(secs => $3)
            returning cast(extract(epoch from turn.next_at - clock_timestamp()) as double precision) - $2 as wait""";
    private static final String NEXT_PERMIT = """
            select cast(extract(epoch from next_at - clock_timestamp()) as double precision) as wait
            from carrier_turn where carrier = $1""";
    private static final String PAUSE = """
            insert into carrier_turn as turn (carrier, next_at) values ($1, clock_timestamp() + make_interval(secs => $2))
            on conflict (carrier) do update set next_at = greatest(turn.next_at, excluded.next_at)""";

    private final String carrier;
    private final Pool pool;
    private final CallConfig config;
    private final int perSecond;
    private final Timer waitTime;
    private final Counter rejected;
    /** Nanoseconds. A pause also drops the permits that this instance has already. */
    private volatile long pausedUntil = System.nanoTime();

    RateLimiter(String carrier, Pool pool, CallConfig config, MeterRegistry metrics) {
        this.carrier = carrier;
        this.pool = pool;
        this.config = config;
        this.perSecond = Math.max(1, perSecond(carrier, config.perSecond()));
        this.waitTime = Timer.builder("trunkline.carrier.ratelimiter.wait").description("Waiting times for the rate limiter")
                .tag("carrier", carrier).register(metrics);
        this.rejected = Counter.builder("trunkline.carrier.ratelimiter.rejected")
                .description("Calls rejected by the rate limiter").tag("carrier", carrier).register(metrics);
    }

    private static int perSecond(String account, Map<String, Integer> configured) {
        return configured.get(AccountNames.entriesFor(account).stream().filter(configured::containsKey).findFirst()
                .orElse(account));
    }

    /** The limit: calls per second. */
    int perSecond() {
        return perSecond;
    }

    /** Seconds between two permits. */
    private double interval() {
        return (1 + TOLERANCE.toNanos() / SECOND) / perSecond;
    }

    /**
     * Completes when the call may be sent, and must be sent at once. Fails with {@code RATE_LIMITED} and the time to wait
     * when the next permit is too far away, and without a time when the database cannot be read: then nothing is sent.
     */
    Uni<Void> acquire() {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return acquire(started + config.maxWait().toNanos())
                    .invoke(() -> waitTime.record(Duration.ofNanos(System.nanoTime() - started)))
                    .onFailure().invoke(failure -> rejected.increment());
        });
    }

    /** @param requestedAt nanoseconds, before the statement */
    private record Permit(long requestedAt, double seconds) {

        boolean isLate() {
            return System.nanoTime() - requestedAt > seconds * SECOND + TOLERANCE.toNanos();
        }
    }

    private Uni<Void> acquire(long deadline) {
        long now = System.nanoTime();
        if (pausedUntil - now > 0) {
            return Uni.createFrom().failure(waitTooLong((pausedUntil - now) / SECOND));
        }
        return takePermit(Math.max(0, (deadline - now) / SECOND))
                .call(permit -> delay(permit.seconds()))
                .flatMap(permit -> pausedUntil - System.nanoTime() > 0 || permit.isLate() ? retry(deadline)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> retry(long deadline) {
        return deadline - System.nanoTime() > 0 ? acquire(deadline) : Uni.createFrom().failure(waitTooLong(interval()));
    }

    private static Uni<Void> delay(double seconds) {
        Uni<Void> now = Uni.createFrom().voidItem();
        long millis = (long) Math.ceil(seconds * 1000);
        return millis <= 0 ? now : now.onItem().delayIt().by(Duration.ofMillis(millis));
    }

    /** The connection is taken first: waiting for it must not make the permit late. */
    private Uni<Permit> takePermit(double maxSeconds) {
        return execute(pool.withConnection(connection -> {
            long requestedAt = System.nanoTime();
            return connection.preparedQuery(ACQUIRE).execute(Tuple.of(carrier, interval(), maxSeconds))
                    .flatMap(granted -> granted.rowCount() == 0
                            ? connection.preparedQuery(NEXT_PERMIT).execute(Tuple.of(carrier))
                                    .onItem().transformToUni(next -> Uni.createFrom().<Permit> failure(waitTooLong(wait(next))))
                            : Uni.createFrom().item(new Permit(requestedAt, wait(granted))));
        }));
    }

    private CarrierException waitTooLong(double seconds) {
        return new CarrierException(CarrierFailure.RATE_LIMITED,
                "The rate limit of the carrier '" + carrier + "' is reached",
                Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * 1000))).unsent();
    }

    private static double wait(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next().getDouble("wait") : 0;
    }

    /** Memoized: a late response is not waited for, but its connection is returned to the pool. */
    private <T> Uni<T> execute(Uni<T> statement) {
        return statement.memoize().indefinitely().ifNoItem().after(config.limiterTimeout()).fail()
                .onFailure(failure -> !(failure instanceof CarrierException)).transform(failure -> {
                    Log.warnf("%s is not called: its rate limit cannot be read: %s", carrier, failure.toString());
                    return new CarrierException(CarrierFailure.RATE_LIMITED,
                            "The rate limit of the carrier '" + carrier + "' cannot be read").unsent();
                });
    }

    /** Pauses all instances as the carrier requested, at most for {@code max-pause}. */
    Uni<Void> pause(Duration requested) {
        Duration pause = requested.compareTo(config.maxPause()) < 0 ? requested : config.maxPause();
        Log.warnf("%s answered 429: all instances pause for %s", carrier, pause);
        pausedUntil = System.nanoTime() + pause.toNanos();
        return execute(pool.preparedQuery(PAUSE).execute(Tuple.of(carrier, pause.toNanos() / SECOND))).replaceWithVoid();
    }

    /** Time until the next permit, from the row; zero when it is available. */
    Uni<Duration> untilNextPermit() {
        return execute(pool.preparedQuery(NEXT_PERMIT).execute(Tuple.of(carrier)))
                .map(rows -> Duration.ofMillis((long) Math.max(0, wait(rows) * 1000)));
    }
}
