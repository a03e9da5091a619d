package io.trunkline.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Servers inside this JVM speak up only when something is wrong; their INFO would bury the log of the program. */
final class LogLevels {

    private static final String LOG4J_PROVIDER = "log4j.provider";

    /* The broker's inner connections report every regular stop and start as a warning. */
    private static final List<String> NOISY = List.of("org.apache.kafka.controller",
            "org.apache.kafka.clients.NetworkClient");

    /* Held here because java.util.logging forgets the level of a logger nobody refers to. */
    private static final Map<Logger, Level> LEVELS = levels();

    private LogLevels() {
    }

    /** Works for java.util.logging and, being one, for the JBoss log manager of Quarkus. */
    static void reduce() {
        LEVELS.forEach(Logger::setLevel);
        if (System.getProperty(LOG4J_PROVIDER) == null) {
            // Kafka itself logs through SLF4J; its one class that asks Log4j complains when it finds no back end.
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
