package io.trunkline.kit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.trunkline.kit.testing.Backends;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "kit"))
class DeadLetterPurgeSchedulerTest {

    private static final String INSERT = """
            insert into dead_letter (id, consumer, topic, record_partition, record_offset, record_time, key, headers, reason,
                                     created_at, outcome, resolved_at, resolved_by, discard_reason)
            select gen_random_uuid(), 'purge', 't', 0, n, now(), case n when 1 then 'open' when 2 then 'replayed'
                   when 3 then 'discarded' else 'recent' end, '[]', 'r', now() - interval '1 year',
                   case n when 1 then null when 3 then 'DISCARDED' else 'REPLAYED' end,
                   case n when 1 then null when 4 then now() - interval '89 days' else now() - interval '91 days' end,
                   case n when 1 then null else 'u' end, case n when 3 then 'd' end
            from generate_series(1, 4) n""";
    private static final String KEYS = "select string_agg(key, ' ' order by key) from dead_letter where consumer = 'purge'";

    @Inject
    DeadLetterPurgeScheduler scheduler;

    @Inject
    Pool pool;

    @Test
    void deletesResolvedDeadLettersAfterTheirRetentionAndOpenOnesNever() throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> pool.query(INSERT).execute());

        VertxContextSupport.subscribeAndAwait(() -> scheduler.purge());

        assertThat(VertxContextSupport.subscribeAndAwait(() -> pool.query(KEYS).execute()).iterator().next().getString(0))
                .isEqualTo("open recent");
    }
}
