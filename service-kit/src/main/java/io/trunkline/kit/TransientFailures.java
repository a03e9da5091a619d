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

/** Distinguishes a transient failure (a database that is down or busy) from a permanent one. */
public final class TransientFailures {

    /**
     * PostgreSQL error classes: connection, transaction rollback, resources, object in use, operator intervention, system.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57", "58");
    /** A write at a primary that has become a standby; a transaction that was ended because its client was idle too long. */
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

    /** Invalid JSON is an IOException too, but a permanent failure. */
    private static boolean isLostNetwork(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof JacksonException);
    }

    /** The SQL client reports "no connection in time", "pool closed" and "connection closed" by text only. */
    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof NoStackTraceThrowable && cause.getMessage() != null
                && LOST_CONNECTION.matcher(cause.getMessage()).find();
    }
}
