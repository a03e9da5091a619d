package io.trunkline.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** How a stack is to be started: by default on the standard ports, one instance each, below {@code deploy/local/target}. */
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

    /** More environment variables for every instance of a service; they win over those of the stack. */
    public StackOptions environment(Service service, Map<String, String> variables) {
        environment.computeIfAbsent(service, key -> new TreeMap<>()).putAll(variables);
        return this;
    }

    /** Where {@code stack.json}, {@code logs}, {@code keys} and {@code data} are written; what an earlier run left goes. */
    public StackOptions folder(Path folder) {
        this.folder = folder.toAbsolutePath();
        return this;
    }

    /** Hears, one line each, what is ready and what has ended by itself. */
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
