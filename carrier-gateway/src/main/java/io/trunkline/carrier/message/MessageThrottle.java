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
 * Limits the rate of messages per number and per campaign over all instances. The database and its clock decide which
 * message is next. A message over the limit gets a delay; no thread waits.
 */
@ApplicationScoped
class MessageThrottle {

    /** Calls take unequal times. With an interval of exactly a second two of them could reach the carrier within one. */
    private static final double HEADROOM = 1.1;
    private static final double MILLIS = 1_000;
    /** Delay while an earlier message of the conversation is being sent. */
    private static final Duration SOON = Duration.ofMillis(50);

    private static final String ACQUIRE = """
            insert into sending_pace as pace (sender, next_free)
            values ($1, clock_timestamp() + make_interval(secs => $2))
            on conflict (sender) do update set next_free = clock_timestamp() + make_interval(secs => $2)
            where pace.next_free <= clock_timestamp()
            returning next_free""";
    /** A delay by the position in the queue: retries at the same time would only block each other. */
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

    /** A rate limit: of a number, or of the number's campaign. */
    private record Limit(String key, double rate, Set<String> numbers) {
        /** Seconds between two messages. */
        double interval() {
            return HEADROOM / rate;
        }
    }

    /**
     * Acquires a permit for the message. Messages to one recipient are sent in the order of their commands; a message of
     * unknown outcome does not block later ones.
     *
     * @return the delay before the next attempt; empty: the message may be sent now
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

    /**
     * The number's limit comes first. A message that only its campaign delays has used a permit of its number, which costs
     * little.
     */
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
