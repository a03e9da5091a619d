package io.trunkline.kit.deadletter;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.deadletter.DeadLetter.RecordHeader;
import io.trunkline.kit.messaging.EventHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The table of dead letters. {@link #lock} and {@link #resolve} join the caller's transaction. */
@ApplicationScoped
class DeadLetterRepository {

    private static final String INSERT = """
            insert into dead_letter (id, consumer, topic, record_partition, record_offset, record_time, key, type, headers, body,
                                     reason)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (consumer, topic, record_partition, record_offset, record_time) do nothing""";
    private static final String SELECT = """
            select id, consumer, topic, record_partition, record_offset, record_time, key, type, headers, body, reason, created_at,
              resolved_at, resolved_by, discard_reason, coalesce(outcome, 'OPEN') as status
            from dead_letter""";
    private static final String PAGE = SELECT + """
             where ($1::uuid is null or id < $1)
               and ($2::text is null or coalesce(outcome, 'OPEN') = $2)
            order by id desc limit $3""";
    private static final String LOCK = "select coalesce(outcome, 'OPEN') from dead_letter where id = ?1 for update";
    private static final String RESOLVE = "update dead_letter set outcome = ?2, resolved_at = clock_timestamp(), resolved_by = ?3,"
            + " discard_reason = cast(?4 as text) where id = ?1";
    private static final String PURGE = "delete from dead_letter where resolved_at < now() - make_interval(secs => $1)";

    private static final long MAX_TIMESTAMP = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
    private static final TypeReference<List<RecordHeader>> HEADERS = new TypeReference<>() {
    };

    private final Pool pool;
    private final ObjectMapper json;

    DeadLetterRepository(Pool pool, ObjectMapper json) {
        this.pool = pool;
        this.json = json;
    }

    /** In a separate transaction. No effect if the consumer has stored the record before. */
    Uni<Void> insert(String consumer, ConsumerRecord<String, byte[]> message, String reason) {
        byte[] body = message.value();
        Tuple row = Tuple.tuple().addUUID(Ids.next()).addString(consumer).addString(message.topic())
                .addInteger(message.partition()).addLong(message.offset())
                .addOffsetDateTime(storable(message.timestamp()))
                .addString(storable(message.key()))
                .addString(storable(EventHeaders.get(message.headers(), EventHeaders.TYPE)))
                .addString(write(message)).addValue(body == null ? null : Buffer.buffer(body))
                .addString(storable(reason));
        return pool.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** Null when it does not exist. */
    Uni<DeadLetter> find(UUID id) {
        return pool.preparedQuery(SELECT + " where id = $1").execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : read(rows.iterator().next()));
    }

    /**
     * Newest first. Returns one row more than {@code limit} when there are more.
     *
     * @param after null for the first page
     * @param status null for all
     */
    Uni<List<DeadLetter>> page(UUID after, DeadLetterStatus status, int limit) {
        return pool.preparedQuery(PAGE).execute(Tuple.of(after, status == null ? null : status.name(), limit + 1))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::read).toList());
    }

    /** Locks the row. */
    Uni<DeadLetterStatus> lock(UUID id) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(LOCK, String.class)
                .setParameter(1, id).getSingleResult()).map(DeadLetterStatus::valueOf);
    }

    /** @param discardReason null unless it is discarded */
    Uni<Void> resolve(UUID id, DeadLetterStatus status, String by, String discardReason) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(RESOLVE)
                .setParameter(1, id).setParameter(2, status.name()).setParameter(3, by).setParameter(4, discardReason)
                .executeUpdate()).replaceWithVoid();
    }

    /** In a separate transaction. */
    Uni<Void> deleteResolvedBefore(Duration age) {
        return pool.preparedQuery(PURGE).execute(Tuple.of((double) age.toSeconds())).replaceWithVoid();
    }

    /** A producer may have set any time; PostgreSQL's ends in the year 294276. */
    static OffsetDateTime storable(long timestamp) {
        return Instant.ofEpochMilli(Math.max(0, Math.min(timestamp, MAX_TIMESTAMP))).atOffset(ZoneOffset.UTC);
    }

    /** PostgreSQL's text supports every character but U+0000. */
    private static String storable(String text) {
        return text == null ? null : text.replace('\u0000', '\ufffd');
    }

    private String write(ConsumerRecord<String, byte[]> message) {
        List<RecordHeader> headers = StreamSupport.stream(message.headers().spliterator(), false)
                .map(header -> new RecordHeader(header.key(), header.value())).toList();
        try {
            // In JSON, U+0000 is an escape sequence.
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers could not be written as JSON", e);
        }
    }

    private DeadLetter read(Row row) {
        Buffer body = row.get(Buffer.class, "body");
        OffsetDateTime resolvedAt = row.getOffsetDateTime("resolved_at");
        return new DeadLetter(row.getUUID("id"), row.getString("consumer"), row.getString("topic"),
                row.getInteger("record_partition"), row.getLong("record_offset"),
                row.getOffsetDateTime("record_time").toInstant(), row.getString("key"), row.getString("type"),
                readHeaders(row.getString("headers")), body == null ? null : body.getBytes(), row.getString("reason"),
                row.getOffsetDateTime("created_at").toInstant(), DeadLetterStatus.valueOf(row.getString("status")),
                resolvedAt == null ? null : resolvedAt.toInstant(), row.getString("resolved_by"),
                row.getString("discard_reason"));
    }

    private List<RecordHeader> readHeaders(String headers) {
        try {
            return json.readValue(headers, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Headers of a dead letter could not be read", e);
        }
    }
}
