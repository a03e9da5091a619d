package io.trunkline.kit;

import java.sql.SQLException;

import io.vertx.sqlclient.DatabaseException;

/**
 * PostgreSQL's error code of a failure. The SQL client reports a DatabaseException. Hibernate Reactive reports a
 * JDBCException whose cause is an SQLException.
 *
 * @see <a href="https://www.postgresql.org/docs/18/errcodes-appendix.html">Error codes</a>
 */
public final class SqlState {

    private static final String UNIQUE_VIOLATION = "23505";

    private SqlState() {
    }

    /** Whether the failure or a cause of it is a conflict at a unique index. */
    public static boolean isUniqueViolation(Throwable failure) {
        return UNIQUE_VIOLATION.equals(ofAnyCause(failure));
    }

    /** The code of the failure itself, not of its causes; null when it has none. */
    public static String of(Throwable failure) {
        if (failure instanceof DatabaseException database) {
            return database.getSqlState();
        }
        return failure instanceof SQLException database ? database.getSQLState() : null;
    }

    /** The code of the failure or of the first of its causes that has one; null when none has. */
    public static String ofAnyCause(Throwable failure) {
        String state = of(failure);
        return state != null || failure.getCause() == null || failure.getCause() == failure ? state
                : ofAnyCause(failure.getCause());
    }
}
