package io.trunkline.kit;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * PostgreSQL's transaction-level advisory lock: serializes transactions on a name for which no row exists yet. The lock ends
 * with the transaction, so an instance that dies holds it no longer than its connection lives.
 *
 * @see <a href="https://www.postgresql.org/docs/18/explicit-locking.html#ADVISORY-LOCKS">Advisory locks</a>
 */
public final class AdvisoryLock {

    /**
     * Both hashes of a name: earlier versions took one of them, which one depended on the name, and must still be excluded
     * while
     * an upgrade rolls out. The function returns void, which the driver cannot map.
     */
    private static final String ACQUIRE = "select length(cast(pg_advisory_xact_lock(hashtext($1)) as text))"
            + " + length(cast(pg_advisory_xact_lock(hashtextextended($1, 0)) as text))";
    private static final String TRY_ACQUIRE = "select pg_try_advisory_xact_lock(hashtext($1))"
            + " and pg_try_advisory_xact_lock(hashtextextended($1, 0))";

    private AdvisoryLock() {
    }

    /** Waits for the lock in the current Hibernate Reactive transaction. */
    public static Uni<Void> acquire(String name) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(ACQUIRE.replace("$1", "?1"), Integer.class)
                .setParameter(1, name).getSingleResult()).replaceWithVoid();
    }

    /** Waits for the lock in the connection's transaction. */
    public static Uni<Void> acquire(SqlConnection connection, String name) {
        return connection.preparedQuery(ACQUIRE).execute(Tuple.of(name)).replaceWithVoid();
    }

    /** Does not wait. True when the connection's transaction has the lock. */
    public static Uni<Boolean> tryAcquire(SqlConnection connection, String name) {
        return connection.preparedQuery(TRY_ACQUIRE).execute(Tuple.of(name)).map(rows -> rows.iterator().next().getBoolean(0));
    }
}
