package io.trunkline.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.trunkline.embedded.FreePorts;
import io.trunkline.embedded.KafkaServer;
import io.trunkline.embedded.PostgresServer;
import io.trunkline.events.Topics;

/**
 * The whole system on this machine: PostgreSQL and Kafka (both real, Kafka inside this JVM), the carrier simulator, the four
 * services in separate JVMs and the edge. Everything stops when this is closed or this JVM ends, also by SIGKILL.
 */
public final class Stack implements AutoCloseable {

    /* Enough for several instances of every consumer. More partitions cost the broker more files. */
    private static final int PARTITIONS = 6;

    private final StackOptions options;
    private final Ports ports;
    private final Keys keys;
    private final Thread closer = new Thread(this::shutDown, "stack-closer");
    private final Map<Service, List<StackFile.Address>> addresses = new EnumMap<>(Service.class);
    private final Map<Service, List<ServiceProcess>> services = new EnumMap<>(Service.class);
    private final Map<String, Duration> readyAfter = new LinkedHashMap<>();
    private PostgresServer postgres;
    private KafkaServer kafka;
    private ServiceProcess simulator;
    private String publicBaseUrl;
    private Edge edge;

    private Stack(StackOptions options) {
        this.options = options;
        this.ports = options.ports().resolved(externalServers());
        StackFolder.clear(options.folder());
        this.keys = Keys.generate(options.folder().resolve("keys"));
    }

    /**
     * Starts everything and returns when everything is ready.
     *
     * @throws IllegalStateException when a port is in use (nothing was started) or a part does not become ready (everything is
     *         stopped again); the message contains what to do or the end of the log
     */
    public static Stack start(StackOptions options) {
        Stack stack = new Stack(options);
        Runtime.getRuntime().addShutdownHook(stack.closer);
        try {
            stack.launch();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** URL of the edge, the one public address. */
    public String edge() {
        return ServiceEnvironment.url(ports.of(Ports.EDGE));
    }

    public String simulator() {
        return ServiceEnvironment.url(ports.of(Ports.SIMULATOR));
    }

    /** URL of one instance, counted from 0, without the edge. */
    public String http(Service service, int instance) {
        return addresses.get(service).get(instance).http();
    }

    /** URL of the management port of one instance, counted from 0. */
    public String management(Service service, int instance) {
        return addresses.get(service).get(instance).management();
    }

    /** For stopping and restarting it. */
    public PostgresServer postgres() {
        return postgres;
    }

    /** For stopping and restarting it. */
    public KafkaServer kafka() {
        return kafka;
    }

    public Keys keys() {
        return keys;
    }

    public Tokens tokens() {
        return new Tokens(keys.privateKey(), Tokens.ISSUER, Tokens.AUDIENCE);
    }

    /** The file that describes the running stack. */
    public Path file() {
        return StackFolder.file(options.folder());
    }

    /** Log files, one per process. */
    public Path logs() {
        return StackFolder.logs(options.folder());
    }

    /** Start-up time of each part, in the order in which they became ready. */
    public synchronized Map<String, Duration> readyAfter() {
        return new LinkedHashMap<>(readyAfter);
    }

    /** Process id by name of every JVM started here: the simulator and all instances of the services. */
    public Map<String, Long> processes() {
        return children().filter(ServiceProcess::isAlive)
                .collect(Collectors.toMap(ServiceProcess::name, ServiceProcess::pid, (a, b) -> a, LinkedHashMap::new));
    }

    /** SIGKILL, as when a machine dies. */
    public void kill(Service service, int instance) {
        services.get(service).get(instance).kill();
    }

    /** SIGTERM, as in a rolling update. Returns when the process has ended. */
    public void stop(Service service, int instance) {
        services.get(service).get(instance).stop();
    }

    /** Starts an instance again on its ports, after stopping it if it runs; returns when it is ready. */
    public void restart(Service service, int instance) {
        ServiceProcess process = services.get(service).get(instance);
        if (process.isAlive()) {
            process.stop();
        }
        process.start();
        process.awaitReady();
    }

    @Override
    public void close() {
        shutDown();
        try {
            Runtime.getRuntime().removeShutdownHook(closer);
        } catch (IllegalStateException e) {
            // The JVM is shutting down, and the hook does the same.
        }
    }

    private void launch() {
        Path data = options.folder().resolve("data");
        simulator = process("carrier-simulator", options.checkout().simulatorJar(),
                ServiceEnvironment.ofSimulator(ports, keys, data.resolve("ledger.jsonl")), simulator());
        simulator.start();
        CompletableFuture<Void> simulatorReady = runAsync(() -> recordReady(simulator.name(), simulator.awaitReady()));
        runAll(Stream.of(
                () -> recordReady("postgres",
                        () -> postgres = PostgresServer.startOrUse(ports.of(Ports.POSTGRES), data.resolve("postgres"))),
                () -> recordReady("kafka",
                        () -> kafka = KafkaServer.startOrUse(ports.of(Ports.KAFKA), data.resolve("kafka")))));
        runAll(Stream.concat(
                Stream.of(() -> kafka.createTopics(Topics.all(), Topics.compacted(), PARTITIONS)),
                Stream.of(Service.values()).map(service -> () -> postgres.createDatabase(service.database()))));
        ServiceEnvironment wiring = new ServiceEnvironment(ports, postgres, kafka, keys, System.getenv());
        publicBaseUrl = wiring.publicBaseUrl();
        for (Service service : Service.values()) {
            createInstances(service, wiring);
        }
        List<ServiceProcess> instances = services.values().stream().flatMap(List::stream).toList();
        instances.forEach(ServiceProcess::start);
        edge = Edge.start(ports.of(Ports.EDGE), urls());
        runAll(Stream.concat(Stream.of(simulatorReady::join),
                instances.stream().map(instance -> () -> recordReady(instance.name(), instance.awaitReady()))));
        toStackFile().write(file());
    }

    private void createInstances(Service service, ServiceEnvironment wiring) {
        List<StackFile.Address> ofService = new ArrayList<>();
        List<ServiceProcess> processes = new ArrayList<>();
        for (int instance = 0; instance < options.instances(service); instance++) {
            boolean first = instance == 0;
            StackFile.Address address = new StackFile.Address(
                    ServiceEnvironment.url(first ? ports.http(service) : FreePorts.any()),
                    ServiceEnvironment.url(first ? ports.management(service) : FreePorts.any()), null);
            Map<String, String> environment = wiring.of(service, address);
            environment.putAll(options.environment(service));
            ofService.add(address);
            processes.add(process(first ? service.id() : service.id() + "-" + (instance + 1),
                    options.checkout().serviceJar(service), environment, address.management()));
        }
        addresses.put(service, ofService);
        services.put(service, processes);
    }

    private ServiceProcess process(String name, Path jar, Map<String, String> environment, String healthBase) {
        return new ServiceProcess(new ServiceProcess.Program(name, jar, JvmSettings.OPTIONS, environment,
                logs().resolve(name + ".log"), URI.create(healthBase + "/q/health/ready")), options.onProgress());
    }

    private Stream<ServiceProcess> children() {
        Stream<ServiceProcess> ofServices = services.values().stream().flatMap(List::stream);
        return simulator == null ? ofServices : Stream.concat(Stream.of(simulator), ofServices);
    }

    private Map<Service, List<URI>> urls() {
        return addresses.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                service -> service.getValue().stream().map(address -> URI.create(address.http())).toList()));
    }

    private void recordReady(String name, Supplier<?> start) {
        long started = System.nanoTime();
        start.get();
        recordReady(name, Duration.ofNanos(System.nanoTime() - started));
    }

    private synchronized void recordReady(String name, Duration after) {
        readyAfter.put(name, after);
        options.onProgress().accept("%-24s ready after %5.1f s".formatted(name, after.toMillis() / 1000.0));
    }

    private StackFile toStackFile() {
        Map<String, StackFile.Address> described = new LinkedHashMap<>();
        Map<String, String> databases = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            List<StackFile.Address> all = addresses.get(service);
            described.put(service.id(),
                    new StackFile.Address(all.get(0).http(), all.get(0).management(), all.size() > 1 ? all : null));
            databases.put(service.id(), service.database());
        }
        return new StackFile(edge(), described, new StackFile.Kafka(kafka.bootstrapServers()),
                new StackFile.Postgres(postgres.host(), postgres.port(), postgres.user(), postgres.password(), databases),
                simulator(),
                new StackFile.Jwt(Tokens.ISSUER, Tokens.AUDIENCE, keys.privateKeyFile().toString(),
                        keys.publicKeyFile().toString(), Tokens.WORKSPACE_CLAIM, Tokens.ROLES_CLAIM),
                new StackFile.TokenList(tokens().platformAdmin()),
                new StackFile.Secrets(keys.clerkWebhookSecret(), carrierSecrets()),
                publicBaseUrl);
    }

    private StackFile.Carriers carrierSecrets() {
        CarrierKeys carriers = keys.carriers();
        return new StackFile.Carriers(new StackFile.Twilio(carriers.twilioAccountSid(), carriers.twilioAuthToken()),
                new StackFile.Telnyx(carriers.telnyxApiKey(), carriers.telnyxPublicKey(), carriers.telnyxPrivateKey()),
                new StackFile.Signalwire(carriers.signalwireProjectId(), carriers.signalwireApiToken(),
                        carriers.signalwireSigningKey()));
    }

    private synchronized void shutDown() {
        StackFolder.deleteStackFile(options.folder());
        runAll(children().filter(ServiceProcess::isAlive).map(child -> child::stop));
        services.clear();
        simulator = null;
        closeAll(edge, kafka, postgres);
        edge = null;
        kafka = null;
        postgres = null;
    }

    /** Closes the started ones in this order, each of them even when another one fails. */
    private static void closeAll(AutoCloseable first, AutoCloseable second, AutoCloseable third) {
        try (third; second; first) {
            return;
        } catch (Exception e) {
            throw new IllegalStateException("A part of the stack cannot be stopped", e);
        }
    }

    private static Set<String> externalServers() {
        Set<String> externalServers = new HashSet<>();
        if (System.getenv(PostgresServer.URL_VARIABLE) != null) {
            externalServers.add(Ports.POSTGRES);
        }
        if (System.getenv(KafkaServer.BOOTSTRAP_VARIABLE) != null) {
            externalServers.add(Ports.KAFKA);
        }
        return externalServers;
    }

    /** Runs the tasks concurrently and throws the exception of the first one that failed. */
    private static void runAll(Stream<Runnable> tasks) {
        try {
            CompletableFuture.allOf(tasks.map(Stack::runAsync).toArray(CompletableFuture<?>[]::new)).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static CompletableFuture<Void> runAsync(Runnable task) {
        return CompletableFuture.runAsync(task, runnable -> new Thread(runnable, "stack").start());
    }
}
