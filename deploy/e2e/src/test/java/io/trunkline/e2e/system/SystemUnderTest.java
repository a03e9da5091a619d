package io.trunkline.e2e.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import com.fasterxml.jackson.databind.JsonNode;

import io.trunkline.embedded.FrozenPostgres;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.local.Ports;
import io.trunkline.local.Service;
import io.trunkline.local.Stack;
import io.trunkline.local.StackOptions;

/** The running system with two instances of every service, and clients for its APIs, events and databases. */
public final class SystemUnderTest implements AutoCloseable {

    public static final int INSTANCES = 2;

    private static final int MAX_PER_PURCHASE = 10;

    private final Stack stack;
    private final Simulator simulator;
    private final EventLog events;
    private final AckLog acks = new AckLog();
    private final AtomicInteger handsets = new AtomicInteger();
    private final Map<Service, Database> databases = new EnumMap<>(Service.class);
    private boolean kafkaStopped;
    private boolean postgresStopped;

    private SystemUnderTest(Stack stack) {
        this.stack = stack;
        this.simulator = new Simulator(stack.simulator(), stack.keys(), acks);
        this.events = EventLog.of(stack.kafka().bootstrapServers());
        for (Service service : Service.values()) {
            databases.put(service, new Database(stack.postgres(), service));
        }
    }

    /** A number of a workspace. */
    public record PhoneNumber(String id, String e164) {
    }

    public static SystemUnderTest start() {
        StackOptions options = new StackOptions()
                .ports(Ports.free())
                .instances(INSTANCES)
                .folder(Path.of("target", "stack"))
                .environment(Service.PROVISIONING, ShortenedTimeouts.PROVISIONING)
                .environment(Service.CARRIER, ShortenedTimeouts.CARRIER);
        return new SystemUnderTest(Stack.start(options));
    }

    /** Time-outs for asynchronous effects; long, because the machine may be slow. */
    public static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO);
    }

    public Stack stack() {
        return stack;
    }

    public Simulator simulator() {
        return simulator;
    }

    public EventLog events() {
        return events;
    }

    public AckLog acks() {
        return acks;
    }

    public Database database(Service service) {
        return databases.get(service);
    }

    public Api anonymous() {
        return new Api(stack.edge(), Map.of());
    }

    public Api caller(String token) {
        return anonymous().with("authorization", "Bearer " + token);
    }

    public Api admin() {
        return caller(stack.tokens().platformAdmin());
    }

    public TwilioWebhooks twilio() {
        return new TwilioWebhooks(stack.keys().carriers().twilioAccountSid(), stack.keys().carriers().twilioAuthToken(),
                stack.edge());
    }

    /** A new E.164 number of a phone. */
    public String newHandset() {
        return "+1212556%04d".formatted(1000 + handsets.incrementAndGet());
    }

    /** Creates an organization at Clerk. */
    public Workspace createWorkspace(String name, String plan) {
        return workspace(simulator.createOrganization(name, plan));
    }

    public Workspace workspace(String id) {
        return new Workspace(this, id, caller(stack.tokens().workspaceAdmin(id)));
    }

    /** A Professional workspace whose number is ready; from stock if there is any. */
    public Workspace createWorkspaceWithNumber(String name) {
        Workspace workspace = createWorkspace(name, "professional");
        workspace.awaitNumber();
        return workspace;
    }

    /** Buys until this many numbers are available. */
    public void ensureStock(long wanted) {
        for (long missing = wanted - available(); missing > 0; missing = wanted - available()) {
            long count = Math.min(MAX_PER_PURCHASE, missing);
            ApiResponse bought = admin().with("prefer", "wait=30").post("/api/admin/phone-numbers/buy",
                    Map.of("count", count, "areaCode", "415", "numberType", "local")).expect(200);
            assertThat(bought.json().path("numbers")).as("%s", bought)
                    .allMatch(line -> line.path("result").asText().equals("bought"));
        }
    }

    /** Assigns all available numbers to other workspaces. */
    public void emptyStock() {
        List<Workspace> takers = IntStream.range(0, (int) available())
                .mapToObj(i -> createWorkspace("Taker " + i, "professional")).toList();
        takers.forEach(Workspace::awaitNumber);
        assertThat(available()).as("available numbers").isZero();
    }

    public long available() {
        return admin().get("/api/admin/phone-numbers?limit=1").expect(200).json().path("counts").path("available").asLong();
    }

    /** The reasons why texts to this number are unrouted, newest first. */
    public List<String> parked(String e164) {
        return parked().filter(webhook -> webhook.path("number").asText().equals(e164))
                .map(webhook -> webhook.path("reason").asText()).toList();
    }

    /** How many webhooks are stored as unrouted for this reason. */
    public long countParked(String reason) {
        return parked().filter(webhook -> webhook.path("reason").asText().equals(reason)).count();
    }

    private Stream<JsonNode> parked() {
        JsonNode webhooks = admin().get("/api/admin/webhooks/unrouted?limit=200").expect(200).json().path("webhooks");
        return StreamSupport.stream(webhooks.spliterator(), false);
    }

    public boolean isCompleted(String workspaceId) {
        return events.first(ProvisioningCompleted.class, workspaceId).isPresent();
    }

    /** SIGKILL to both instances. */
    public void kill(Service service) {
        instances().forEach(instance -> stack.kill(service, instance));
    }

    public void restart(Service service) {
        CompletableFuture.allOf(instances()
                .map(instance -> CompletableFuture.runAsync(() -> stack.restart(service, instance)))
                .toArray(CompletableFuture<?>[]::new)).join();
    }

    public void stopKafka() {
        kafkaStopped = true;
        stack.kafka().stop();
    }

    public void startKafka() {
        stack.kafka().restart();
        kafkaStopped = false;
    }

    public void stopPostgres() {
        postgresStopped = true;
        stack.postgres().stop();
    }

    public void startPostgres() {
        stack.postgres().restart();
        postgresStopped = false;
    }

    /** Stops every process of PostgreSQL (SIGSTOP) until the result is closed. */
    public FrozenPostgres freezePostgres() {
        return FrozenPostgres.freeze(stack.postgres());
    }

    /** The open dead letters of a service, newest first. */
    public List<JsonNode> deadLetters(Service service) {
        JsonNode found = admin().get("/api/admin/dead-letters/" + service.id() + "?status=open&limit=200").expect(200).json();
        return StreamSupport.stream(found.path("deadLetters").spliterator(), false).toList();
    }

    /** Removes faults and restarts what a failed test left stopped. */
    public void restore() {
        simulator.clearFaults();
        if (kafkaStopped) {
            startKafka();
        }
        if (postgresStopped) {
            startPostgres();
        }
        Set<String> alive = stack.processes().keySet();
        for (Service service : Service.values()) {
            if (alive.stream().filter(name -> name.startsWith(service.id())).count() < INSTANCES) {
                restart(service);
            }
        }
    }

    @Override
    public void close() {
        events.close();
        stack.close();
    }

    private static Stream<Integer> instances() {
        return IntStream.range(0, INSTANCES).boxed();
    }
}
