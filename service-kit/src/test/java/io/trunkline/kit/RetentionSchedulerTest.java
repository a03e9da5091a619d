package io.trunkline.kit;

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
class RetentionSchedulerTest {

    private static final String INBOX = """
            insert into inbox (consumer, event_id, received_at)
            select consumer, gen_random_uuid(), now() - make_interval(days => days)
            from (values ('retention.open', 31), ('retention.resolved', 31), ('retention.resolved', 29)) rows (consumer, days)""";
    private static final String DEAD_LETTERS = """
            insert into dead_letter (id, consumer, topic, record_partition, record_offset, record_time, headers, reason, outcome,
                                     resolved_at, resolved_by)
            values (gen_random_uuid(), 'retention.open', 't', 0, 1, now(), '[]', 'r', null, null, null),
              (gen_random_uuid(), 'retention.resolved', 't', 0, 1, now(), '[]', 'r', 'REPLAYED', now(), 'u')""";
    private static final String LEFT = "select string_agg(consumer, ' ' order by consumer) from inbox where consumer like 'retention.%'";

    @Inject
    RetentionScheduler scheduler;

    @Inject
    Pool pool;

    /**
     * The event of an open dead letter may have been applied after all: without its inbox row, a replay would apply it again.
     */
    @Test
    void keepsTheInboxOfAConsumerWithAnOpenDeadLetter() throws Throwable {
        VertxContextSupport
                .subscribeAndAwait(() -> pool.query(INBOX).execute().chain(() -> pool.query(DEAD_LETTERS).execute()));

        VertxContextSupport.subscribeAndAwait(() -> scheduler.purge());

        assertThat(VertxContextSupport.subscribeAndAwait(() -> pool.query(LEFT).execute()).iterator().next().getString(0))
                .isEqualTo("retention.open retention.resolved");
    }
}
