package io.trunkline.local;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.trunkline.embedded.FreePorts;

/**
 * The loopback ports of the first instance of everything, by name: {@code edge}, {@code simulator}, {@code postgres},
 * {@code kafka}, each service and each service with {@code -management}. 0 means any free port.
 */
public record Ports(Map<String, Integer> byName) {

    static final String EDGE = "edge";
    static final String SIMULATOR = "simulator";
    static final String POSTGRES = "postgres";
    static final String KAFKA = "kafka";

    private static final String VARIABLE_PREFIX = "TRUNKLINE_PORT_";
    private static final String MANAGEMENT = "-management";
    private static final String HOW_TO_CHOOSE = """
            Stop the program that listens there (lsof -i :NUMBER), or choose another port, 0 for any free one:
            --port edge=18080 or TRUNKLINE_PORT_EDGE=18080, likewise for every other name.""";
    private static final int HIGHEST_PORT = 65_535;

    public Ports {
        byName = Map.copyOf(byName);
    }

    /** Edge 8080, services 8081 to 8084, management 9081 to 9084, simulator 8090, PostgreSQL 15432, Kafka 19092. */
    public static Ports standard() {
        Map<String, Integer> ports = new LinkedHashMap<>(
                Map.of(EDGE, 8080, SIMULATOR, 8090, POSTGRES, 15432, KAFKA, 19092));
        for (Service service : Service.values()) {
            ports.put(service.id(), 8081 + service.ordinal());
            ports.put(service.id() + MANAGEMENT, 9081 + service.ordinal());
        }
        return new Ports(ports);
    }

    /** Any free ports. */
    public static Ports free() {
        Map<String, Integer> ports = new LinkedHashMap<>(standard().byName);
        ports.replaceAll((name, port) -> 0);
        return new Ports(ports);
    }

    /** Overridden by {@code TRUNKLINE_PORT_EDGE}, {@code TRUNKLINE_PORT_INVENTORY_SERVICE} and so on. */
    public Ports with(Map<String, String> environment) {
        Ports ports = this;
        for (String name : byName.keySet()) {
            String value = environment.get(variable(name));
            if (value != null) {
                ports = ports.with(name, parse(variable(name), value));
            }
        }
        return ports;
    }

    /** @throws IllegalArgumentException for an unknown name or an invalid port */
    public Ports with(String name, int port) {
        if (!byName.containsKey(name)) {
            throw new IllegalArgumentException("No port is called " + name + "; there are " + new TreeSet<>(byName.keySet()));
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("The port of " + name + " must be 0 (any free one) to " + HIGHEST_PORT);
        }
        Map<String, Integer> ports = new LinkedHashMap<>(byName);
        ports.put(name, port);
        return new Ports(ports);
    }

    /**
     * Every 0 replaced by a free port.
     *
     * @param external names of external servers, whose ports are not checked
     * @throws IllegalStateException with every port that is in use or duplicate, and how to choose others
     */
    Ports resolved(Set<String> external) {
        Set<Integer> taken = new HashSet<>();
        List<String> busy = byName.entrySet().stream()
                .filter(port -> port.getValue() != 0 && !external.contains(port.getKey()))
                .sorted(Map.Entry.comparingByValue())
                .filter(port -> !taken.add(port.getValue()) || !FreePorts.isFree(port.getValue()))
                .map(port -> "Port %d for %s is in use.".formatted(port.getValue(), port.getKey()))
                .toList();
        if (!busy.isEmpty()) {
            throw new IllegalStateException(String.join("\n", busy) + "\n" + HOW_TO_CHOOSE);
        }
        Map<String, Integer> ports = new LinkedHashMap<>(byName);
        ports.replaceAll((name, port) -> port == 0 ? FreePorts.any() : port);
        return new Ports(ports);
    }

    int of(String name) {
        return byName.get(name);
    }

    int http(Service service) {
        return of(service.id());
    }

    int management(Service service) {
        return of(service.id() + MANAGEMENT);
    }

    private static String variable(String name) {
        return VARIABLE_PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static int parse(String variable, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(variable + " must be a number, not " + value, e);
        }
    }
}
