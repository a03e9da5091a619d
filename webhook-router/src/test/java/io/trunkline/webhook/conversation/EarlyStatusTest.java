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

@QuarkusTest
class EarlyStatusTest extends WebhookRouterTest {

    @Inject
    EarlyStatusRepository early;

    @Test
    void whatWasSaidAboutMessagesThatNobodySentIsForgottenAfterAMonth() throws Throwable {
        // Given
        String old = "twilio " + UUID.randomUUID();
        String young = "twilio " + UUID.randomUUID();
        keep(old, Duration.ofDays(31));
        keep(young, Duration.ofDays(29));

        // When
        VertxContextSupport.subscribeAndAwait(() -> early.forget());

        // Then
        assertThat(Numbers.rows("select id from early_status where id in ('" + old + "', '" + young + "')"))
                .containsExactly(young);
    }

    private void keep(String id, Duration age) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> Panache.withTransaction(
                () -> early.keep(id, MessageStatus.DELIVERED, null, Instant.now().minus(age))));
    }
}
