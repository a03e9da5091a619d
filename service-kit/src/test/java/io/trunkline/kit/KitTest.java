package io.trunkline.kit;

import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;

@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "kit"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KitTest {

    static final String DLQ = "trunkline.workspaces.v1.service-kit.dlq";

    EventProbe kafka;

    @BeforeAll
    void startProbe() {
        Backends.kafka().createTopics(List.of(DLQ), 1);
        kafka = new EventProbe(Backends.kafka().bootstrapServers(), DLQ);
    }

    @AfterAll
    void closeProbe() {
        kafka.close();
    }

    static <T> T run(Supplier<Uni<T>> pipeline) {
        try {
            return VertxContextSupport.subscribeAndAwait(pipeline);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
