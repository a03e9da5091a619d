package io.trunkline.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Options of a stack. Defaults: standard ports, one instance each, folder {@code deploy/local/target}. */
public final class StackOptions {

    private final Checkout checkout = Checkout.current();
    private final Map<Service, Integer> instances = new EnumMap<>(Service.class);
    private final Map<Service, Map<String, String>> environment = new EnumMap<>(Service.class);
    private Ports ports = Ports.standard();
    private Path folder = checkout.localFolder();
    private Consumer<String> onProgress = line -> {
    };

    public StackOptions ports(Ports ports) {
        this.ports = ports;
        return this;
    }

    /** Instances of every service, at least 1; all but the first are on free ports. */
    public StackOptions instances(int count) {
        List.of(Service.values()).forEach(service -> instances(service, count));
        return this;
    }

    /** Instances of one service, at least 1. */
    public StackOptions instances(Service service, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one instance of " + service.id() + " is needed");
        }
        instances.put(service, count);
        return this;
    }

    /** Additional environment variables for every instance of a service; they override those of the stack. */
    public StackOptions environment(Service service, Map<String, String> variables) {
        environment.computeIfAbsent(service, key -> new TreeMap<>()).putAll(variables);
        return this;
    }

    /**
     * Where {@code stack.json}, {@code logs}, {@code keys} and {@code data} are written; files of an earlier run are deleted.
     */
    public StackOptions folder(Path folder) {
        this.folder = folder.toAbsolutePath();
        return this;
    }

    /** Receives a line for each part that is ready and each process that ended unexpectedly. */
    public StackOptions onProgress(Consumer<String> onProgress) {
        this.onProgress = onProgress;
        return this;
    }

    Checkout checkout() {
        return checkout;
    }

    Ports ports() {
        return ports;
    }

    int instances(Service service) {
        return instances.getOrDefault(service, 1);
    }

    Map<String, String> environment(Service service) {
        return environment.getOrDefault(service, Map.of());
    }

    Path folder() {
        return folder;
    }

    Consumer<String> onProgress() {
        return onProgress;
    }
}
