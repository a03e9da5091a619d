package io.trunkline.carrier;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.testing.CarrierSimulator;
import io.trunkline.events.CarrierCommand.OrderNumber;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.OrderPurpose;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The gateway with Kafka, PostgreSQL and the carrier simulator. */
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "carrier"))
@QuarkusTestResource(CarrierSimulator.class)
public abstract class GatewayTest {

    private static final AtomicInteger SUBSCRIBERS = new AtomicInteger(2_000_000);

    protected static EventProbe probe;

    @Inject
    protected Pool pool;
    @Inject
    List<Carrier> carriers;
    @Inject
    AccountRegistry registry;

    @BeforeAll
    static void listen() {
        probe = EventProbe.start();
    }

    @AfterAll
    static void stopListening() {
        probe.close();
    }

    @AfterEach
    void noFaults() {
        CarrierSimulator.noFaults();
    }

    /** Every account's health becomes "ok" again: a refused one ranks last. */
    protected void verifyAccounts() {
        registry.configured().forEach(carrier -> carrier.verify().onFailure().retry().atMost(3).await().indefinitely());
    }

    /** The adapter without the gateway's protection. */
    protected Carrier adapter(String name) {
        return carriers.stream().filter(carrier -> carrier.name().equals(name)).findFirst().orElseThrow();
    }

    /** A number of the simulator's stock that no other test uses. */
    protected static String anyNumber() {
        return "+1415" + SUBSCRIBERS.incrementAndGet();
    }

    protected static OrderNumber orderFor(String e164) {
        return new OrderNumber(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, "ws_1", "Acme", "slot-1", null,
                e164, null);
    }

    protected static OrderNumber orderBy(NumberCriteria criteria) {
        return new OrderNumber(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, null, null, criteria);
    }

    /** Buys a number at the carrier. */
    protected static NumberOrdered bought() {
        OrderNumber order = orderFor(anyNumber());
        probe.publish(order);
        return probe.await(NumberOrdered.class, event -> event.orderId().equals(order.orderId()));
    }

    /** The job's row; empty when its command was not stored yet. */
    protected Optional<Row> row(String table, UUID id) {
        Iterator<Row> rows = pool.preparedQuery("select * from " + table + " where id = $1").execute(Tuple.of(id)).await()
                .indefinitely().iterator();
        return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }

    /** The job's state; null when its command was not stored yet. */
    protected String state(String table, UUID id) {
        return row(table, id).map(row -> row.getString("state")).orElse(null);
    }

    protected void sql(String statement, Object... parameters) {
        pool.preparedQuery(statement).execute(Tuple.from(parameters)).await().indefinitely();
    }
}
