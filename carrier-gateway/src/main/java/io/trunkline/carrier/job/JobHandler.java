package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** Does the jobs of one kind. */
public interface JobHandler<J extends Job> {

    Class<J> jobClass();

    /** How long jobs of this kind are kept, from their command on; empty: as long as most. */
    default Optional<Duration> retention() {
        return Optional.empty();
    }

    /**
     * Takes one job as far as it gets now, and saves that with {@link JobRepository#done}. Runs on a Vert.x context of its own,
     * without a database session. A failure leaves the job to be claimed again when its lease has run out.
     */
    Uni<Void> handle(J job);
}
