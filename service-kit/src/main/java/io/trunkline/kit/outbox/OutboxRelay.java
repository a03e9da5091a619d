package io.trunkline.kit.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.trunkline.kit.AdvisoryLock;
import io.trunkline.kit.messaging.EventHeaders;
import io.trunkline.kit.messaging.KafkaPublisher;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Sends outbox rows and deletes those that the broker has acknowledged. Because rows are deleted, and no position is stored,
 * a row that commits late is never skipped.
 * <p>
 * One relay at a time works on a service's outbox (transaction-level advisory lock, so a killed relay holds it no longer than
 * its connection lives). Rows of one key are sent in sequence, different keys in parallel. After a crash between the broker's
 * acknowledgement and the commit, a row is sent again with the same id: the consumer's inbox ignores it.
 * <p>
 * The transaction stays open while the batch is sent, at most as long as {@link KafkaPublisher}'s time-outs allow.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final String LOCK_NAME = "trunkline.outbox";
    private static final String READ = "select seq, id, topic, key, type, workspace_id, traceparent, payload, created_at"
            + " from outbox where topic <> all($2) and topic || ' ' || key <> all($3) order by seq limit $1";
    private static final String DELETE = "delete from outbox where seq = any($1)";
    /** Delay before the next try when another instance's relay holds the lock: it may have read before this commit. */
    private static final Duration LOCK_RETRY_DELAY = Duration.ofMillis(15);
    /**
     * No row is sent later than this in a transaction. Otherwise a slow broker would outlast it and no row would be deleted.
     */
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);
    /** Much longer than a batch takes. It ends the wait for a database that no longer answers. */
    private static final Duration BATCH_TIMEOUT = Duration.ofSeconds(15);

    private final Pool pool;
    private final KafkaPublisher kafka;
    private final OutboxConfig config;
    private final String source;
    private volatile MultiEmitter<? super Boolean> wakeUpSignals;
    private Cancellable subscription;

    OutboxRelay(Pool pool, KafkaPublisher kafka, OutboxConfig config,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.pool = pool;
        this.kafka = kafka;
        this.config = config;
        this.source = "/trunkline/" + service;
    }

    /** Called after the commit of a transaction that appended rows. */
    void wake() {
        if (wakeUpSignals != null) {
            wakeUpSignals.emit(true);
        }
    }

    void start(@Observes StartupEvent event) {
        // LATEST: several wake-ups during a drain cause one more drain, which reads all rows.
        Multi<Boolean> wakeUps = Multi.createFrom().emitter(emitter -> wakeUpSignals = emitter, BackPressureStrategy.LATEST);
        Multi<Boolean> polls = Multi.createFrom().ticks().every(config.pollInterval()).onOverflow().drop().map(tick -> true);
        subscription = Multi.createBy().merging().streams(wakeUps, polls)
                .onItem().transformToUniAndConcatenate(signal -> drain().onFailure().recoverWithUni(this::pause))
                .subscribe().with(done -> {
                }, failure -> Log.error("The outbox relay stopped", failure));
    }

    /** Runs before the pool is closed. */
    void stop(@Observes ShutdownEvent event) {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private Uni<Void> drain() {
        return drain(new FailedSends());
    }

    private Uni<Void> drain(FailedSends failed) {
        return pool.withTransaction(connection -> sendBatch(connection, failed))
                .ifNoItem().after(BATCH_TIMEOUT).fail()
                .flatMap(result -> switch (result) {
                    case FULL -> drain(failed);
                    case LOCKED -> Uni.createFrom().voidItem().onItem().delayIt().by(LOCK_RETRY_DELAY)
                            .flatMap(waited -> drain(failed));
                    case EMPTY -> Uni.createFrom().voidItem().invoke(failed::log);
                });
    }

    private Uni<Result> sendBatch(SqlConnection connection, FailedSends failed) {
        return AdvisoryLock.tryAcquire(connection, LOCK_NAME)
                .flatMap(acquired -> acquired ? readAndSend(connection, failed)
                        : Uni.createFrom().item(Result.LOCKED));
    }

    private Uni<Result> readAndSend(SqlConnection connection, FailedSends failed) {
        return connection.preparedQuery(READ).execute(Tuple.of(config.batchSize(), failed.topics(), failed.keys()))
                .flatMap(rows -> rows.size() == 0 ? Uni.createFrom().item(Result.EMPTY)
                        : sendAll(rows, failed)
                                .flatMap(sent -> connection.preparedQuery(DELETE).execute(Tuple.of(sent.toArray(Long[]::new))))
                                .map(deleted -> rows.size() == config.batchSize() ? Result.FULL : Result.EMPTY));
    }

    /** Returns the sequence numbers of the acknowledged rows. */
    private Uni<List<Long>> sendAll(RowSet<Row> rows, FailedSends failed) {
        Map<List<String>, List<Row>> byKey = new LinkedHashMap<>();
        rows.forEach(row -> byKey.computeIfAbsent(List.of(row.getString("topic"), row.getString("key")),
                key -> new ArrayList<>()).add(row));
        long deadline = System.nanoTime() + SEND_TIMEOUT.toNanos();
        return Multi.createFrom().iterable(byKey.values())
                .onItem().transformToUni(sameKey -> sendInOrder(sameKey, failed, deadline)).merge(config.batchSize())
                .collect().in(ArrayList::new, List::addAll);
    }

    /**
     * Stops at the first row that the broker does not accept, because a later row of the same key must not overtake it, and at
     * the deadline. The remaining rows are sent in a later transaction.
     */
    private Uni<List<Long>> sendInOrder(List<Row> rows, FailedSends failed, long deadline) {
        List<Long> sent = new ArrayList<>(rows.size());
        return Multi.createFrom().iterable(rows).select().first(row -> System.nanoTime() - deadline < 0)
                .onItem().transformToUniAndConcatenate(
                        row -> kafka.send(toRecord(row)).invoke(() -> sent.add(row.getLong("seq"))))
                .collect().last().replaceWith(sent)
                .onFailure().recoverWithItem(failure -> {
                    failed.add(rows.get(0).getString("topic"), rows.get(0).getString("key"), failure);
                    return sent;
                });
    }

    private ProducerRecord<String, byte[]> toRecord(Row row) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(row.getString("topic"), row.getString("key"),
                row.getString("payload").getBytes(UTF_8));
        var headers = message.headers();
        OffsetDateTime time = row.getOffsetDateTime("created_at");
        UUID id = row.getUUID("id");
        EventHeaders.put(headers, EventHeaders.SPEC_VERSION, "1.0");
        EventHeaders.put(headers, EventHeaders.ID, id.toString());
        EventHeaders.put(headers, EventHeaders.TYPE, row.getString("type"));
        EventHeaders.put(headers, EventHeaders.SOURCE, source);
        EventHeaders.put(headers, EventHeaders.SUBJECT, row.getString("key"));
        EventHeaders.put(headers, EventHeaders.TIME, time.toInstant().toString());
        EventHeaders.put(headers, EventHeaders.CONTENT_TYPE, "application/json");
        EventHeaders.put(headers, EventHeaders.TRACE_PARENT, row.getString("traceparent"));
        EventHeaders.put(headers, EventHeaders.WORKSPACE, row.getString("workspace_id"));
        return message;
    }

    private Uni<Void> pause(Throwable failure) {
        Log.warnf("The outbox cannot be read: %s", failure.toString());
        return Uni.createFrom().voidItem().onItem().delayIt().by(config.pollInterval());
    }

    private enum Result {
        FULL,
        EMPTY,
        LOCKED
    }
}
