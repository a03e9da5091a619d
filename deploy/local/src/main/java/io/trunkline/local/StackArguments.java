package io.trunkline.local;

import java.util.Map;

import picocli.CommandLine.Option;

/** Command-line options of {@code up} and {@code demo}. */
final class StackArguments {

    @Option(names = "--port", paramLabel = "NAME=NUMBER", description = "Another port, 0 for any free one. Names: edge, simulator, postgres, kafka, inventory-service,"
            + " inventory-service-management and so on for every service.")
    private Map<String, Integer> ports = Map.of();

    @Option(names = "--instances", defaultValue = "1", description = "Instances of every service (default: ${DEFAULT-VALUE}).")
    private int instances;

    StackOptions toOptions() {
        Ports chosen = Ports.standard().with(System.getenv());
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            chosen = chosen.with(port.getKey(), port.getValue());
        }
        return new StackOptions().ports(chosen).instances(instances).onProgress(System.out::println);
    }
}
