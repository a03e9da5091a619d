package io.trunkline.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Lets transactions about the same thing queue even before a row of it exists. */
public final class AdvisoryLock {

    /** The function returns void, which the driver cannot map. */
    private static final String LOCK = "select length(cast(pg_advisory_xact_lock(hashtextextended(?1, 0)) as text))";

    private AdvisoryLock() {
    }

    /** Held until the current transaction ends. */
    public static Uni<Void> hold(String name) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(LOCK, Integer.class)
                .setParameter(1, name).getSingleResult()).replaceWithVoid();
    }
}
