package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Table;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;

/** Deletes closed jobs after their retention. Jobs that need attention stay. A command that is repeated later is a new one. */
@ApplicationScoped
class JobPurgeScheduler {

    private static final int BATCH = 1_000;
    /** The selection is a CTE: a locking subquery in another place may run more than once (docs/adr/0003). */
    private static final String OLD = """
            with old as materialized (
              select id as old_id from %1$s where created_at < clock_timestamp() - make_interval(secs => $1)
                and due_at is null and state in ('SUCCEEDED', 'FAILED') limit $2 for update skip locked)
            delete from %1$s using old where id = old_id""";

    private final List<JobHandler<?>> handlers;
    private final Pool pool;
    private final JobConfig config;

    JobPurgeScheduler(@All List<JobHandler<?>> handlers, Pool pool, JobConfig config) {
        this.handlers = handlers;
        this.pool = pool;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> purge() {
        return Multi.createFrom().iterable(handlers).onItem().transformToUniAndConcatenate(this::purge)
                .collect().last().replaceWithVoid();
    }

    /** In batches, so that row locks are short. */
    private Uni<Integer> purge(JobHandler<?> handler) {
        String table = handler.jobClass().getAnnotation(Table.class).name();
        Duration age = handler.retention().orElse(config.retention());
        return Multi.createBy().repeating().uni(() -> pool.preparedQuery(OLD.formatted(table))
                .execute(Tuple.of((double) age.toSeconds(), BATCH)).map(SqlResult::rowCount))
                .whilst(removed -> removed == BATCH)
                .collect().with(Collectors.summingInt(Integer::intValue))
                .invoke(removed -> Log.infof("%d rows of %s were older than %s and are deleted", removed, table, age));
    }
}
