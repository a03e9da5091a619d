package io.trunkline.kit;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.hibernate.StaleStateException;

import com.fasterxml.jackson.core.JacksonException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;

/** Tells a failure that goes away by waiting (a database that is down or busy) from one that never will. */
public final class TransientFailures {

    /**
     * PostgreSQL error classes: connection, transaction rollback, resources, object in use, operator intervention, system.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");
    /** Writing at a primary that has become a standby; a transaction ended because its client was silent for too long. */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "25P03", "25P04");

    private static final Pattern LOST_CONNECTION = Pattern.compile("^Timeout|closed|not active", Pattern.CASE_INSENSITIVE);

    private TransientFailures() {
    }

    public static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (isTransientCause(cause)) {
                return true;
            }
            if (cause.getCause() == cause) {
                return false;
            }
        }
        return false;
    }

    private static boolean isTransientCause(Throwable cause) {
        if (cause instanceof PgException database) {
            String state = database.getSqlState();
            return state != null && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || TRANSIENT_STATES.contains(state));
        }
        return cause instanceof RetryableException || isLostNetwork(cause) || cause instanceof TimeoutException
                || cause instanceof VertxException || cause instanceof StaleStateException || isLostConnection(cause);
    }

    /** JSON that cannot be read is an IOException too, and stays so. */
    private static boolean isLostNetwork(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof JacksonException);
    }

    /** The SQL client has no types for "no connection in time", "pool closed" and "connection closed", only texts. */
    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof NoStackTraceThrowable && cause.getMessage() != null
                && LOST_CONNECTION.matcher(cause.getMessage()).find();
    }
}
