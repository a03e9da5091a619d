package io.trunkline.kit;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.hibernate.StaleStateException;

import com.fasterxml.jackson.core.JacksonException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.ClosedConnectionException;

/** Distinguishes a transient failure (a database that is down, hangs or is busy) from a permanent one. */
public final class TransientFailures {

    /**
     * PostgreSQL error classes: connection, authorization, database, transaction rollback, resources, operator intervention,
     * system. A database that rejects the service rejects every record, so the record is not the cause.
     */
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "28", "3D", "40", "53", "57", "58");
    /**
     * A write at a primary that has become a standby; a transaction that was ended because its client was idle too long; an
     * object that is in use or locked.
     */
    private static final Set<String> TRANSIENT_STATES = Set.of("25006", "25P03", "25P04", "55006", "55P03");

    /**
     * What the SQL client reports by text only. Anchored, because other texts contain values: a parameter of the wrong type is
     * a VertxException too, and no retry mends it.
     */
    private static final Pattern LOST_CONNECTION = Pattern
            .compile("(?:Timeout\\b|Connection (?:was|is) closed|Connection is not "
                    + "active|Connection pool reached|Pool closed|Pending requests failed to be sent|Closed$|Already closed$).*");

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
        return isTransientState(SqlState.of(cause)) || isTimeout(cause) || isLostNetwork(cause) || isLostConnection(cause)
                || cause instanceof StaleStateException || cause instanceof RetryableException;
    }

    private static boolean isTransientState(String state) {
        return state != null && state.length() == 5
                && (TRANSIENT_CLASSES.contains(state.substring(0, 2)) || TRANSIENT_STATES.contains(state));
    }

    /** Mutiny's time-out is not the JDK's. */
    private static boolean isTimeout(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException;
    }

    /** Invalid JSON is an IOException too, but a permanent failure. */
    private static boolean isLostNetwork(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof JacksonException);
    }

    private static boolean isLostConnection(Throwable cause) {
        return cause instanceof ClosedConnectionException
                || (cause instanceof VertxException || cause instanceof NoStackTraceThrowable) && cause.getMessage() != null
                        && LOST_CONNECTION.matcher(cause.getMessage()).matches();
    }
}
