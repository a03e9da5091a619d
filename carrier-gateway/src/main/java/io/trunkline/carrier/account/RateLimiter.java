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
    private static final String TURN = """
            insert into carrier_turn as turn (carrier, next_at) values ($1, clock_timestamp() + make_interval(secs => $2))
            on conflict (carrier) do update
              set next_at = greatest(turn.next_at, clock_timestamp()) + make_interval(secs => $2)
              where turn.next_at <= clock_timestamp() + make_interval(secs => $3)
            returning cast(extract(epoch from turn.next_at - clock_timestamp()) as double precision) - $2 as wait""";
    private static final String NEXT = """
            select cast(extract(epoch from next_at - clock_timestamp()) as double precision) as wait
            from carrier_turn where carrier = $1""";
    private static final String PAUSE = """
            insert into carrier_turn as turn (carrier, next_at) values ($1, clock_timestamp() + make_interval(secs => $2))
            on conflict (carrier) do update set next_at = greatest(turn.next_at, excluded.next_at)""";

    private final String carrier;
    private final Pool pool;
    private final CallConfig config;
    private final int perSecond;
    private final Timer waited;
    private final Counter refused;
    /** Nanoseconds; whoever has a turn in this instance already loses it too. */
    private volatile long pausedUntil = System.nanoTime();

    RateLimiter(String carrier, Pool pool, CallConfig config, MeterRegistry metrics) {
        this.carrier = carrier;
        this.pool = pool;
        this.config = config;
        this.perSecond = Math.max(1, perSecond(carrier, config.perSecond()));
        this.waited = Timer.builder("trunkline.carrier.rate.wait").description("Waits for a turn to call a carrier")
                .tag("carrier", carrier).register(metrics);
        this.refused = Counter.builder("trunkline.carrier.rate.refused")
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
    Uni<Void> turn() {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            return turn(began + config.maxWait().toNanos())
                    .invoke(() -> waited.record(Duration.ofNanos(System.nanoTime() - began)))
                    .onFailure().invoke(failure -> refused.increment());
        });
    }

    /** @param askedAt nanoseconds, before the statement */
    private record Turn(long askedAt, double seconds) {

        boolean isLate() {
            return System.nanoTime() - askedAt > seconds * SECOND + TOLERANCE.toNanos();
        }
    }

    private Uni<Void> turn(long giveUpAt) {
        long now = System.nanoTime();
        if (pausedUntil - now > 0) {
            return Uni.createFrom().failure(tooFarAway((pausedUntil - now) / SECOND));
        }
        return take(Math.max(0, (giveUpAt - now) / SECOND))
                .call(turn -> after(turn.seconds()))
                .flatMap(turn -> pausedUntil - System.nanoTime() > 0 || turn.isLate() ? again(giveUpAt)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> again(long giveUpAt) {
        return giveUpAt - System.nanoTime() > 0 ? turn(giveUpAt) : Uni.createFrom().failure(tooFarAway(interval()));
    }

    private static Uni<Void> after(double seconds) {
        Uni<Void> now = Uni.createFrom().voidItem();
        long millis = (long) Math.ceil(seconds * 1000);
        return millis <= 0 ? now : now.onItem().delayIt().by(Duration.ofMillis(millis));
    }

    /** The connection comes first: waiting for it is no part of the turn. */
    private Uni<Turn> take(double mostSeconds) {
        return ask(pool.withConnection(connection -> {
            long askedAt = System.nanoTime();
            return connection.preparedQuery(TURN).execute(Tuple.of(carrier, interval(), mostSeconds))
                    .flatMap(granted -> granted.rowCount() == 0
                            ? connection.preparedQuery(NEXT).execute(Tuple.of(carrier))
                                    .onItem().transformToUni(next -> Uni.createFrom().<Turn> failure(tooFarAway(wait(next))))
                            : Uni.createFrom().item(new Turn(askedAt, wait(granted))));
        }));
    }

    private CarrierException tooFarAway(double seconds) {
        return new CarrierException(CarrierFailure.RATE_LIMITED,
                "The next turn to call the carrier '" + carrier + "' is too far away",
                Duration.ofMillis((long) Math.ceil(Math.max(0, seconds) * 1000))).unsent();
    }

    private static double wait(RowSet<Row> rows) {
        return rows.iterator().hasNext() ? rows.iterator().next().getDouble("wait") : 0;
    }

    /** Memoized: an answer that is late is not waited for, but its connection is given back. */
    private <T> Uni<T> ask(Uni<T> statement) {
        return statement.memoize().indefinitely().ifNoItem().after(config.limiterPatience()).fail()
                .onFailure(failure -> !(failure instanceof CarrierException)).transform(failure -> {
                    Log.warnf("%s is not called, because nobody can tell whether it may be: %s", carrier, failure.toString());
                    return new CarrierException(CarrierFailure.RATE_LIMITED,
                            "The limit on calls to the carrier '" + carrier + "' cannot be read").unsent();
                });
    }

    /** The carrier asked for it: no instance calls during that time, or during the longest pause if that is shorter. */
    Uni<Void> pause(Duration told) {
        Duration pause = told.compareTo(config.longestPause()) < 0 ? told : config.longestPause();
        Log.warnf("%s refuses more calls: all instances pause for %s", carrier, pause);
        pausedUntil = System.nanoTime() + pause.toNanos();
        return ask(pool.preparedQuery(PAUSE).execute(Tuple.of(carrier, pause.toNanos() / SECOND))).replaceWithVoid();
    }

    /** Until the next turn, as the row has it now; zero when it is free. */
    Uni<Duration> untilNext() {
        return ask(pool.preparedQuery(NEXT).execute(Tuple.of(carrier)))
                .map(rows -> Duration.ofMillis((long) Math.max(0, wait(rows) * 1000)));
    }
}
