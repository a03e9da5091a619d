package io.trunkline.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Keeps the system running until Ctrl-C. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts the whole system on this machine and keeps it running until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackArguments arguments;

    @Override
    public Integer call() throws InterruptedException {
        long started = System.nanoTime();
        try (Stack stack = Stack.start(arguments.toOptions())) {
            TerminationSignals.stopBefore(stack::close);
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            System.out.printf("Everything is ready after %.1f s.%n%n", took.toMillis() / 1000.0);
            System.out.println(describe(stack));
            new CountDownLatch(1).await();
            return 0;
        }
    }

    private static String describe(Stack stack) {
        StringBuilder text = new StringBuilder();
        text.append("API          ").append(stack.edge()).append('\n');
        for (Service service : Service.values()) {
            text.append("             %-22s %s   health and metrics %s/q/health %s/q/metrics%n".formatted(service.id(),
                    stack.http(service, 0), stack.management(service, 0), stack.management(service, 0)));
        }
        text.append("Simulator    ").append(stack.simulator()).append("   what the carrier did: /ledger\n");
        text.append("Kafka        ").append(stack.kafka().bootstrapServers()).append('\n');
        text.append("PostgreSQL   ").append(stack.postgres().host()).append(':').append(stack.postgres().port())
                .append("   user ").append(stack.postgres().user()).append('\n');
        text.append("Described in ").append(stack.file()).append('\n');
        text.append("Logs in      ").append(stack.logs()).append('\n');
        text.append("A token      deploy/local/token --role platform-admin   then docs/api.md\n\n");
        text.append("Ctrl-C stops everything.");
        return text.toString();
    }
}
