package io.trunkline.kit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * The database's clock. Every time that is stored and later compared comes from it: the clocks of two instances differ, and a
 * comparison of two clocks may order two events wrongly.
 */
@ApplicationScoped
public class DatabaseClock {

    private static final String NOW = "select clock_timestamp()";

    /** The time of the call, in the current session, in microseconds, as the database stores it. */
    public Uni<Instant> now() {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(NOW, Instant.class).getSingleResult())
                .map(now -> now.truncatedTo(ChronoUnit.MICROS));
    }
}
