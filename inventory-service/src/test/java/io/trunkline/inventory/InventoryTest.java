package io.trunkline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Capabilities;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.Disposal;
import io.trunkline.events.Event;
import io.trunkline.events.InventoryCommand.ClaimNumber;
import io.trunkline.events.InventoryCommand.ReleaseNumber;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.NumberType;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.WireTypes;
import io.trunkline.kit.messaging.EventHeaders;
import io.trunkline.kit.testing.Backends;
import io.trunkline.kit.testing.EventProbe;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The service on a real PostgreSQL and a real Kafka, with empty tables before each test. */
@QuarkusTestResource(value = Backends.class, initArgs = @ResourceArg(name = "database", value = "inventory"))
public abstract class InventoryTest {

    protected static final String SLOT = "primary";

    private static final int CONCURRENCY = 40;

    protected static EventProbe kafka;

    @Inject
    protected Pool database;
    @Inject
    protected ObjectMapper json;

    @BeforeAll
    static void listen() {
        kafka = EventProbe.start();
    }

    @AfterAll
    static void stopListening() {
        kafka.close();
    }

    @BeforeEach
    void emptyTables() {
        sql("truncate phone_number, number_history, operation_number, carrier_release, stock_order, inbox, outbox,"
                + " idempotency_key");
    }

    protected List<Row> sql(String statement, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        database.preparedQuery(statement).execute(Tuple.from(parameters)).await().indefinitely().forEach(rows::add);
        return rows;
    }

    protected long count(String condition, Object... parameters) {
        return sql("select count(*) from phone_number where " + condition, parameters).get(0).getLong(0);
    }

    /** Inserts a free number; the first inserted is the one that has been free longest. */
    protected UUID stock(String e164, String country, String type, String areaCode) {
        UUID id = UUID.randomUUID();
        sql("insert into phone_number (id, e164, country, number_type, area_code, carrier, lifecycle, assignment, free_since,"
                + " actor, reason) values ($1, $2, $3, $4, $5, 'twilio', 'OWNED', 'FREE', clock_timestamp(), 'test', 'test')",
                id, e164, country, type, areaCode);
        return id;
    }

    protected UUID stock(String e164) {
        return stock(e164, "US", "LOCAL", e164.substring(2, 5));
    }

    protected static ClaimNumber claim(String workspace) {
        return claim(workspace, NumberCriteria.ANY);
    }

    protected static ClaimNumber claim(String workspace, NumberCriteria criteria) {
        return new ClaimNumber(UUID.randomUUID(), workspace, "Business of " + workspace, SLOT, criteria);
    }

    protected static String workspace() {
        return "org_" + Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), 36);
    }

    protected NumberAssigned assigned(String e164) {
        stock(e164);
        return assignedFromStock();
    }

    protected NumberAssigned assignedFromStock() {
        ClaimNumber claim = claim(workspace());
        kafka.publish(claim);
        return kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(claim.operationId()));
    }

    protected NumberReleased release(NumberAssigned assigned, Disposal disposal) {
        ReleaseNumber command = new ReleaseNumber(UUID.randomUUID(), assigned.workspaceId(), assigned.numberId(), disposal,
                "test");
        kafka.publish(command);
        NumberReleased released = kafka.await(NumberReleased.class,
                answer -> answer.operationId().equals(command.operationId()));
        assertThat(released.disposal()).isEqualTo(disposal);
        return released;
    }

    protected List<NumberReleased> answersTo(ReleaseNumber command) {
        return kafka.events(NumberReleased.class).stream()
                .filter(answer -> answer.operationId().equals(command.operationId())).toList();
    }

    protected static NumberAssignmentRefused refusalOf(NumberOrdered order) {
        return kafka.await(NumberAssignmentRefused.class, refused -> refused.operationId().equals(order.operationId()));
    }

    protected NumberAssigned adopt(NumberOrdered order) {
        kafka.publish(order);
        return kafka.await(NumberAssigned.class, answer -> answer.operationId().equals(order.operationId()));
    }

    protected static NumberOrdered orderFor(String workspace, String e164) {
        return new NumberOrdered(UUID.randomUUID(), UUID.randomUUID(), OrderPurpose.WORKSPACE, workspace, "Acme", SLOT, e164,
                NumberType.LOCAL, "US", "twilio", "AC1", "PN" + UUID.randomUUID(), new Capabilities(true, true, false),
                Instant.now());
    }

    protected static NumberOrdered orderForStock(String e164) {
        return new NumberOrdered(UUID.randomUUID(), null, OrderPurpose.STOCK, null, null, null, e164, NumberType.TOLL_FREE,
                "US", "twilio", "AC1", "PN" + UUID.randomUUID(), new Capabilities(true, true, true), Instant.now());
    }

    /** The record as the consumer receives it from Kafka. */
    protected ConsumerRecord<String, byte[]> delivery(UUID id, Event event) {
        try {
            var message = new ConsumerRecord<>(event.topic(), 0, 0, event.key(), json.writeValueAsBytes(event));
            EventHeaders.put(message.headers(), EventHeaders.ID, id.toString());
            EventHeaders.put(message.headers(), EventHeaders.TYPE, WireTypes.of(event.getClass()));
            EventHeaders.put(message.headers(), EventHeaders.SOURCE, "/test");
            return message;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs all concurrently in random order, each on its own Vert.x context, and waits for all. */
    protected static void runConcurrently(List<Supplier<Uni<Void>>> work) throws InterruptedException, ExecutionException {
        List<Supplier<Uni<Void>>> shuffled = new ArrayList<>(work);
        Collections.shuffle(shuffled);
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);
        try {
            List<Future<?>> running = new ArrayList<>();
            shuffled.forEach(one -> running.add(threads.submit(() -> runOnContext(one))));
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void runOnContext(Supplier<Uni<Void>> work) {
        try {
            VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
