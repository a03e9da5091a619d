package io.trunkline.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The programs {@code demo}, {@code up} and {@code token} of this folder. */
@Command(name = "deploy/local", subcommands = { DemoCommand.class, UpCommand.class,
        TokenCommand.class }, description = "Trunkline on one machine.")
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        logQuietly();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler(Main::report);
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        // The messages of these are for users. Any other exception is a bug and keeps its stack trace.
        if (failure instanceof IllegalStateException || failure instanceof IllegalArgumentException) {
            command.getErr().println(failure.getMessage());
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    private static void logQuietly() {
        try (InputStream configuration = Main.class.getResourceAsStream("/logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
