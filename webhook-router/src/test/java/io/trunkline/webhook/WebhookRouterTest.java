package io.trunkline.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;

/** A running webhook-router on real PostgreSQL and Kafka, with a webhook client and an event probe. */
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "webhook"))
@QuarkusTestResource(WebhookSecrets.class)
public abstract class WebhookRouterTest {

    @TestHTTPResource
    URI service;

    protected EventProbe events;
    protected WebhookClient webhooks;

    @BeforeEach
    void startProbe() {
        events = EventProbe.start();
        webhooks = new WebhookClient(service);
    }

    @AfterEach
    void stopProbe() {
        events.close();
    }

    protected static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(20));
    }

    /** Assigns the number to a workspace and waits until the route exists. */
    protected String workspaceWith(String number) {
        return workspaceWith(number, "org_" + UUID.randomUUID().toString().replace("-", ""));
    }

    protected String workspaceWith(String number, String workspaceId) {
        events.publish(Numbers.assigned(number, workspaceId));
        soon().untilAsserted(() -> Numbers.assertRouted(number, workspaceId));
        return workspaceId;
    }
}
