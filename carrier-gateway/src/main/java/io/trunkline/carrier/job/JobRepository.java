package io.trunkline.carrier.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Table;

import org.hibernate.StaleStateException;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.messaging.EventJson;
import io.trunkline.kit.messaging.TraceContext;
import io.trunkline.kit.outbox.Outbox;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Loads, claims and saves jobs. */
@ApplicationScoped
public class JobRepository {

    /** The selection is a CTE: a locking subquery in another place may run more than once (docs/adr/0003). */
    private static final String CLAIM = """
            with due as materialized (
              select id as due_id from %1$s
              where due_at <= clock_timestamp() and (lease_until is null or lease_until < clock_timestamp())
                and coalesce(carrier, '%2$s') <> all ($3::text[])
              order by due_at limit $2 for update skip locked)
            update %1$s set epoch = epoch + 1, claimed_at = clock_timestamp(),
              lease_until = clock_timestamp() + make_interval(secs => $1)
            from due where id = due_id
            returning id, epoch""";
    /** PostgreSQL, "Error Codes": unique_violation. */
    /** Stands for the carrier of jobs that have none yet. */
    static final String NO_CARRIER = "-";
    private static final String RENEW = """
            update %s job set lease_until = clock_timestamp() + make_interval(secs => $1)
            from unnest($2::uuid[], $3::int[]) as held(id, epoch)
            where job.id = held.id and job.epoch = held.epoch and job.lease_until is not null
            returning job.id""";

    private final Outbox outbox;
    private final EventJson json;
    private final Pool pool;
    private final JobConfig config;
    private final Map<Class<?>, String> tables = new ConcurrentHashMap<>();

    JobRepository(Outbox outbox, EventJson json, Pool pool, JobConfig config) {
        this.outbox = outbox;
        this.json = json;
        this.pool = pool;
        this.config = config;
    }

    /**
     * Stores a new job within the caller's transaction. A repeated command changes nothing. If its job is closed, the
     * closing event is published again, because the sender may have missed it.
     */
    public Uni<Void> storeOnce(Job job) {
        job.linkTrace(TraceContext.traceparent());
        return Panache.getSession().flatMap(session -> session.find(job.getClass(), job.id())
                .flatMap(known -> known == null ? session.persist(job) : republishClosingEvent(known)));
    }

    private Uni<Void> republishClosingEvent(Job known) {
        return known.closingEvent() == null ? Uni.createFrom().voidItem() : outbox.append(closingEventOf(known));
    }

    private Event closingEventOf(Job job) {
        try {
            return json.read(job.closingEvent().getBytes(StandardCharsets.UTF_8),
                    WireTypes.classOf(job.closingEventType()).orElseThrow());
        } catch (IOException e) {
            throw new IllegalStateException("The closing event of job " + job.id() + " cannot be read", e);
        }
    }

    /**
     * Claims in one statement, then loads what was claimed: an entity result of "returning *" fails for a table with a column
     * that this version does not map, such as one of a newer version during a rolling upgrade.
     *
     * @param fullCarriers carriers whose jobs are not claimed
     */
    <J extends Job> Uni<List<J>> claim(Class<J> jobClass, int limit, Set<String> fullCarriers) {
        long requestedAt = System.nanoTime();
        return pool.preparedQuery(CLAIM.formatted(table(jobClass), NO_CARRIER))
                .execute(Tuple.of(config.lease().toMillis() / 1000d, limit, fullCarriers.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getInteger("epoch"))))
                .flatMap(epochs -> epochs.isEmpty() ? Uni.createFrom().item(List.<J> of()) : load(jobClass, epochs))
                .invoke(claimed -> claimed.forEach(job -> job.markClaimed(requestedAt, config.lease())));
    }

    /** Without the jobs that another instance has claimed since: their epoch is another one. */
    private static <J extends Job> Uni<List<J>> load(Class<J> jobClass, Map<UUID, Integer> epochs) {
        return Panache.withSession(() -> Panache.getSession()
                .flatMap(session -> session.find(jobClass, epochs.keySet().toArray())))
                .map(jobs -> jobs.stream().filter(job -> job != null && epochs.get(job.id()) == job.epoch()).toList());
    }

    /** Saves an intermediate state and renews the lease. Fails if another instance has claimed the job. */
    @WithTransaction
    public Uni<Void> saveProgress(Job job, List<? extends Event> events) {
        long requestedAt = System.nanoTime();
        job.renewLease(config.lease());
        return save(job, events).invoke(() -> job.recordLease(requestedAt, config.lease()));
    }

    /** Saves the job, publishes its events in the same transaction, and releases the lease. */
    @WithTransaction
    public Uni<Void> saveAndRelease(Job job, List<? extends Event> events) {
        return saveAndRelease(job, events, List.of());
    }

    /**
     * The same, and stores further jobs that follow from it in the same transaction.
     *
     * @param following one whose id is known changes nothing
     */
    @WithTransaction
    public Uni<Void> saveAndRelease(Job job, List<? extends Event> events, List<? extends Job> following) {
        job.releaseLease();
        Uni<Void> saved = save(job, events);
        for (Job next : following) {
            saved = saved.chain(() -> storeIfNew(next));
        }
        return saved;
    }

    private static Uni<Void> storeIfNew(Job job) {
        return Panache.getSession().flatMap(session -> session.find(job.getClass(), job.id())
                .flatMap(known -> known == null ? session.persist(job) : Uni.createFrom().voidItem()));
    }

    @WithSession
    public <J extends Job> Uni<Optional<J>> find(Class<J> jobClass, UUID id) {
        return Panache.getSession().flatMap(session -> session.find(jobClass, id)).map(Optional::ofNullable);
    }

    /** Releases the lease and makes the job due later; its state stays. */
    @WithTransaction
    Uni<Void> postpone(Job job, Duration wait) {
        job.reschedule(wait);
        job.releaseLease();
        return save(job, List.of());
    }

    private Uni<Void> save(Job job, List<? extends Event> events) {
        if (job.isClosed() && !events.isEmpty()) {
            Event last = events.get(events.size() - 1);
            job.recordClosingEvent(WireTypes.of(last.getClass()), json.write(last));
        }
        Uni<Void> saved = Panache.getSession().flatMap(session -> session.merge(job)
                .call(session::flush)
                .invoke(row -> job.updateEpoch(row.epoch()))
                .replaceWithVoid());
        for (Event event : events) {
            saved = saved.chain(() -> outbox.append(event));
        }
        return saved;
    }

    /** Renews the leases of running jobs. A job that another instance has claimed is skipped. */
    <J extends Job> Uni<Void> renewLeases(Class<J> jobClass, Collection<J> held) {
        List<J> jobs = List.copyOf(held);
        long requestedAt = System.nanoTime();
        return pool.preparedQuery(RENEW.formatted(table(jobClass)))
                .execute(Tuple.of(config.lease().toMillis() / 1000d, jobs.stream().map(Job::id).toArray(UUID[]::new),
                        jobs.stream().map(Job::epoch).toArray(Integer[]::new)))
                .invoke(renewed -> {
                    Set<UUID> ids = new HashSet<>();
                    renewed.forEach(row -> ids.add(row.getUUID("id")));
                    jobs.stream().filter(job -> ids.contains(job.id()))
                            .forEach(job -> job.recordLease(requestedAt, config.lease()));
                })
                .replaceWithVoid();
    }

    /** Whether a save failed because another instance has claimed the job. */
    static boolean isFenced(Throwable failure) {
        return failure instanceof OptimisticLockException || failure instanceof StaleStateException;
    }

    private String table(Class<?> jobClass) {
        return tables.computeIfAbsent(jobClass, entity -> entity.getAnnotation(Table.class).name());
    }
}
