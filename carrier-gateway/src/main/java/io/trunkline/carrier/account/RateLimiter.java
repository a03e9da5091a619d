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
 * The turns to call one carrier account: all instances take them out of the same row, one statement each (docs/adr/0007).
 * <p>
 * Turns are evenly spaced. Between a turn and its call things happen (the answer's way, a pause of this process), and calls
 * that
 * are late meet those that are not: so a turn that is later than {@link #TOLERANCE} is thrown away, and turns lie as much
 * further
 * apart as keeps the limit with all others late by up to that.
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
    /** Nanoseconds; whoever has a turn in this instance already loses it too. */
    private volatile long pausedUntil = System.nanoTime();

    RateLimiter(String carrier, Pool pool, CallConfig config, MeterRegistry metrics) {
        this.carrier = carrier;
        this.pool = pool;
        this.config = config;
        this.perSecond = Math.max(1, perSecond(carrier, config.perSecond()));
        this.waitTime = Timer.builder("trunkline.carrier.ratelimiter.wait").description("Waits for a turn to call a carrier")
                .tag("carrier", carrier).register(metrics);
        this.rejected = Counter.builder("trunkline.carrier.ratelimiter.rejected")
                .description("Calls not made because their turn was too far away").tag("carrier", carrier).register(metrics);
    }

    private static int perSecond(String account, Map<String, Integer> configured) {
        return configured.get(AccountNames.entriesFor(account).stream().filter(configured::containsKey).findFirst()
                .orElse(account));
    }

    /** Calls begun within any second. */
    int perSecond() {
        return perSecond;
    }

    /** What passes from one turn to the next. */
    private double interval() {
        return (1 + TOLERANCE.toNanos() / SECOND) / perSecond;
    }

    /**
     * Ends when the call may be made, and must be made at once. Fails with {@code RATE_LIMITED} and the time until it is worth
     * asking again when that is too far away, and without a time when nobody can tell whether it may be made: then nothing is
     * sent.
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

    /** The connection comes first: waiting for it is no part of the turn. */
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
                "The next turn to call the carrier '" + carrier + "' is too far away",
                Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * 1000))).beforeSending();
    }

    private static double wait(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next().getDouble("wait") : 0;
    }

    /** Memoized: an answer that is late is not waited for, but its connection is given back. */
    private <T> Uni<T> execute(Uni<T> statement) {
        return statement.memoize().indefinitely().ifNoItem().after(config.limiterTimeout()).fail()
                .onFailure(failure -> !(failure instanceof CarrierException)).transform(failure -> {
                    Log.warnf("%s is not called, because nobody can tell whether it may be: %s", carrier, failure.toString());
                    return new CarrierException(CarrierFailure.RATE_LIMITED,
                            "The limit on calls to the carrier '" + carrier + "' cannot be read").beforeSending();
                });
    }

    /** The carrier asked for it: no instance calls during that time, or during the longest pause if that is shorter. */
    Uni<Void> pause(Duration requested) {
        Duration pause = requested.compareTo(config.maxPause()) < 0 ? requested : config.maxPause();
        Log.warnf("%s refuses more calls: all instances pause for %s", carrier, pause);
        pausedUntil = System.nanoTime() + pause.toNanos();
        return execute(pool.preparedQuery(PAUSE).execute(Tuple.of(carrier, pause.toNanos() / SECOND))).replaceWithVoid();
    }

    /** Until the next turn, as the row has it now; zero when it is free. */
    Uni<Duration> untilNextPermit() {
        return execute(pool.preparedQuery(NEXT_PERMIT).execute(Tuple.of(carrier)))
                .map(rows -> Duration.ofMillis((long) Math.max(0, wait(rows) * 1000)));
    }
}
