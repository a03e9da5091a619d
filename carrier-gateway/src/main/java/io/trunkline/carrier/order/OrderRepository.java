package io.trunkline.carrier.order;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.JobState;

/** Queries about orders. */
@ApplicationScoped
class OrderRepository {

    private static final Set<JobState> CLOSED = Set.of(JobState.SUCCEEDED, JobState.FAILED);

    /** Which of the numbers are candidates of open orders: they are being bought, or may have been bought. */
    @WithSession
    Uni<Set<String>> beingBought(Collection<String> numbers) {
        return Panache.getSession().flatMap(session -> session.createQuery(
                "select o.candidate from CarrierOrder o where o.candidate in (?1) and o.state not in (?2)", String.class)
                .setParameter(1, numbers).setParameter(2, CLOSED).getResultList())
                .map(taken -> taken.stream().collect(Collectors.toSet()));
    }
}
