package io.trunkline.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Reduces the log of the servers inside this JVM to warnings, so that it does not hide the program's log. */
final class LogLevels {

    private static final String LOG4J_PROVIDER = "log4j.provider";

    /* The broker's internal connections log every regular stop and start as a warning. */
    private static final List<String> NOISY = List.of("org.apache.kafka.controller",
            "org.apache.kafka.clients.NetworkClient");

    /* Referenced here because java.util.logging garbage-collects loggers, and their levels, without references. */
    private static final Map<Logger, Level> LEVELS = levels();

    private LogLevels() {
    }

    /** Works for java.util.logging and, being one, for the JBoss log manager of Quarkus. */
    static void reduce() {
        LEVELS.forEach(Logger::setLevel);
        if (System.getProperty(LOG4J_PROVIDER) == null) {
            // Kafka logs through SLF4J. One of its classes uses Log4j and prints a warning when it finds no back end.
            System.setProperty(LOG4J_PROVIDER, "org.apache.logging.log4j.simple.internal.SimpleProvider");
        }
    }

    private static Map<Logger, Level> levels() {
        Map<Logger, Level> levels = new HashMap<>();
        Stream.of("kafka", "org.apache.kafka", "state.change.logger", "io.zonky.test.db.postgres")
                .forEach(name -> levels.put(Logger.getLogger(name), Level.WARNING));
        NOISY.forEach(name -> levels.put(Logger.getLogger(name), Level.SEVERE));
        return Map.copyOf(levels);
    }
}
