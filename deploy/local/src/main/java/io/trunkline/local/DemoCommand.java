package io.trunkline.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import io.trunkline.events.Topics;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the main flow and measures it. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Starts the whole system, runs its main flow with signed requests, measures it and stops it.")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackArguments arguments;

    /** Returns 0 when every step succeeded, else 1. */
    @Override
    public Integer call() {
        long started = System.nanoTime();
        Steps steps = new Steps(System.out);
        steps.heading("Starting PostgreSQL, Kafka, the carrier simulator, four services and the edge");
        try (Stack stack = Stack.start(arguments.toOptions())) {
            TerminationSignals.stopBefore(stack::close);
            System.out.printf("Everything is ready after %.1f s.%n", seconds(started));
            try (EventTail events = EventTail.of(stack.kafka().bootstrapServers(),
                    List.of(Topics.NUMBERS, Topics.PROVISIONING))) {
                new Demo(stack, events, steps).run();
                measure(stack, new LatencyProbe(stack, events), steps);
            } catch (RuntimeException e) {
                System.out.printf("%nThe demo failed: %s%nThe logs are in %s%n", e.getMessage(), stack.logs());
                return 1;
            }
        }
        System.out.printf("%nAll of it worked. The demo took %.1f s.%n", seconds(started));
        return 0;
    }

    private static void measure(Stack stack, LatencyProbe probe, Steps steps) {
        steps.heading("Latency, with everything on this machine");
        steps.step("Numbers are bought for the measurement", probe::buyStock);
        steps.step("10 workspaces a second: from the 2xx of Clerk's webhook to NumberAssigned on Kafka",
                probe::workspaceToNumber);
        steps.step("POST /api/phone/provision, 20 a second, from stock", probe::provision);
        steps.heading("Memory in use (resident)");
        stack.processes().forEach((name, pid) -> ResidentMemory.residentMiB(pid)
                .ifPresent(mib -> System.out.printf("  %-22s %4d MiB%n", name, mib)));
        ResidentMemory.residentMiB(ProcessHandle.current().pid())
                .ifPresent(mib -> System.out.printf("  %-22s %4d MiB   Kafka, edge and this demo%n", "launcher", mib));
        steps.heading("Start-up times: " + stack.readyAfter().entrySet().stream()
                .map(part -> "%s %.1f s".formatted(part.getKey(), part.getValue().toMillis() / 1000.0))
                .collect(Collectors.joining(", ")));
    }

    private static double seconds(long startedNanos) {
        return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1000.0;
    }
}
