package io.trunkline.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a token for the running system. */
@Command(name = "token", mixinStandardHelpOptions = true, description = "Prints a JWT that the running system accepts.")
final class TokenCommand implements Callable<Integer> {

    private static final Pattern WORKSPACE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    @Option(names = "--role", required = true, description = "platform-admin, workspace-admin or workspace-member")
    private String role;

    @Option(names = "--workspace", paramLabel = "ID", description = "The workspace it is for; required for workspace roles.")
    private String workspace;

    @Option(names = "--ttl", defaultValue = "PT1H", description = "How long it is valid (default: ${DEFAULT-VALUE}).")
    private Duration timeToLive;

    @Option(names = "--stack", paramLabel = "FILE", description = "stack.json of the system (default: the one in target).")
    private Path file = StackFolder.file(Checkout.current().localFolder());

    @Override
    public Integer call() {
        System.out.println(token(Role.of(role)));
        return 0;
    }

    private String token(Role requested) {
        if (workspace == null && requested != Role.PLATFORM_ADMIN) {
            throw new IllegalArgumentException("--workspace is required for the role " + requested.id());
        }
        if (workspace != null && !WORKSPACE.matcher(workspace).matches()) {
            throw new IllegalArgumentException("A workspace id is 1 to 64 of A-Z a-z 0-9 _ -");
        }
        StackFile stack = runningStack();
        return new Tokens(Keys.readPrivateKey(Path.of(stack.jwt().privateKeyFile())), stack.jwt().issuer(),
                stack.jwt().audience()).sign(requested, workspace, timeToLive);
    }

    private StackFile runningStack() {
        if (Files.exists(file)) {
            StackFile stack = StackFile.read(file);
            if (stack.isRunning()) {
                return stack;
            }
        }
        throw new IllegalStateException("Nothing runs (" + file + "). Start it with: deploy/local/up");
    }
}
