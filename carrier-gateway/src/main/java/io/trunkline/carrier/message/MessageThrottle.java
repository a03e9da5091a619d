package io.trunkline.carrier.message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberType;
import io.trunkline.events.PhoneNumbers;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Lets messages go no faster than their number and its campaign may, over all instances: who may go next is decided in the
 * database, by its clock. Nobody waits here: whoever may not go is told when to ask again.
 */
@ApplicationScoped
class MessageThrottle {

    /** Calls take unequal time on their way: kept apart by exactly a second, two would sometimes meet within one. */
    private static final double HEADROOM = 1.1;
    private static final double MILLIS = 1_000;
    /** A message before this one in its conversation is just being sent. */
    private static final Duration SOON = Duration.ofMillis(50);

    private static final String ACQUIRE = """
            insert into sending_pace as pace (sender, next_free)
            values ($1, clock_timestamp() + make_interval(secs => $2))
            on conflict (sender) do update set next_free = clock_timestamp() + make_interval(secs => $2)
            where pace.next_free <= clock_timestamp()
            returning next_free""";
    /** Each its own moment, by its place in the queue: all at once they would only keep each other waiting. */
    private static final String DELAY = """
            select cast(greatest(extract(epoch from next_free - clock_timestamp()), 0) as double precision)
              + cast($2 as double precision) * (
              select count(*) from outgoing_message before, outgoing_message mine
              where mine.id = $3 and before.sender = any($4) and before.due_at is not null and before.state = 'WAITING'
                and (before.created_at, before.id) < (mine.created_at, mine.id)) as seconds
            from sending_pace where sender = $1""";
    static final String EARLIER_IN_CONVERSATION = """
            select count(*) as messages,
              cast(extract(epoch from max(before.due_at) - clock_timestamp()) as double precision) as seconds
            from outgoing_message before, outgoing_message mine
            where mine.id = $1 and before.sender = mine.sender and before.recipient = mine.recipient
              and before.due_at is not null and before.state in ('WAITING', 'SUBMITTING')
              and (before.created_at, before.id) < (mine.created_at, mine.id)""";

    private final Pool pool;
    private final MessageThrottleConfig config;

    MessageThrottle(Pool pool, MessageThrottleConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** What limits a message: its number, or its number's campaign. */
    private record Limit(String key, double rate, Set<String> numbers) {
        /** Seconds between two messages. */
        double interval() {
            return HEADROOM / rate;
        }
    }

    /**
     * Asks for the message's turn. What was written to one person is sent in the order in which it was written; a message
     * whose outcome is unknown keeps nobody waiting.
     *
     * @return how long to wait before asking again; empty: it goes now
     */
    Uni<Optional<Duration>> acquire(OutgoingMessage message) {
        List<Limit> limits = limits(message.sender());
        return pool.preparedQuery(EARLIER_IN_CONVERSATION).execute(Tuple.of(message.id())).map(rows -> rows.iterator().next())
                .flatMap(before -> before.getLong("messages") > 0
                        ? Uni.createFrom().item(Optional.of(delayAfter(before, limits.get(0))))
                        : acquire(message, limits));
    }

    private static Duration delayAfter(Row before, Limit limit) {
        double dueIn = before.getDouble("seconds");
        Duration wait = seconds(Math.max(dueIn, limit.interval() * before.getLong("messages")));
        return wait.compareTo(SOON) > 0 ? wait : SOON;
    }

    /** The number first: a message that only its campaign holds up has taken a place of its number's, which costs little. */
    private Uni<Optional<Duration>> acquire(OutgoingMessage message, List<Limit> limits) {
        Uni<Optional<Duration>> turn = Uni.createFrom().item(Optional.empty());
        for (Limit limit : limits) {
            turn = turn.flatMap(wait -> wait.isPresent() ? Uni.createFrom().item(wait) : acquire(message, limit));
        }
        return turn;
    }

    private Uni<Optional<Duration>> acquire(OutgoingMessage message, Limit limit) {
        return pool.preparedQuery(ACQUIRE).execute(Tuple.of(limit.key(), limit.interval() * message.segments()))
                .map(RowSet::rowCount)
                .flatMap(granted -> granted > 0 ? Uni.createFrom().item(Optional.empty())
                        : pool.preparedQuery(DELAY)
                                .execute(Tuple.of(limit.key(), limit.interval(), message.id(),
                                        limit.numbers().toArray(String[]::new)))
                                .map(rows -> Optional.of(seconds(rows.iterator().next().getDouble("seconds")))));
    }

    private List<Limit> limits(String sender) {
        double rate = Optional.ofNullable(config.numbers().get(sender)).orElseGet(() -> config.rateOf(typeOf(sender)));
        return Stream.concat(Stream.of(new Limit(sender, rate, Set.of(sender))),
                config.campaigns().entrySet().stream().filter(campaign -> campaign.getValue().numbers().contains(sender))
                        .map(campaign -> new Limit("campaign " + campaign.getKey(), campaign.getValue().rate(),
                                campaign.getValue().numbers())))
                .toList();
    }

    private static NumberType typeOf(String sender) {
        return PhoneNumbers.describe(sender).map(described -> described.numberType()).orElse(NumberType.LOCAL);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) Math.ceil(seconds * MILLIS));
    }
}
