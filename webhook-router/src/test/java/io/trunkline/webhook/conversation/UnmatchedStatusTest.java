package io.trunkline.webhook.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.trunkline.webhook.Numbers;
import io.trunkline.webhook.WebhookRouterTest;
import io.trunkline.webhook.WebhookSecrets;

@QuarkusTest
class UnmatchedStatusTest extends WebhookRouterTest {

    @Inject
    UnmatchedStatusRepository statuses;
    @Inject
    UnmatchedStatusScheduler scheduler;

    @Test
    void purgesUnmatchedStatusesAfterAMonth() throws Throwable {
        // Given
        String expired = UUID.randomUUID().toString();
        String recent = UUID.randomUUID().toString();
        store(expired, Duration.ofDays(31));
        store(recent, Duration.ofDays(29));

        // When
        VertxContextSupport.subscribeAndAwait(() -> scheduler.purge());

        // Then
        assertThat(Numbers.query("select id from early_status where id in ('twilio " + expired + "', 'twilio " + recent + "')"))
                .containsExactly("twilio " + recent);
    }

    private void store(String id, Duration age) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                () -> statuses
                        .store(new DeliveryReport("twilio", WebhookSecrets.ACCOUNT, id, null, null, MessageStatus.DELIVERED,
                                null, Instant.now().minus(age)))));
    }
}
