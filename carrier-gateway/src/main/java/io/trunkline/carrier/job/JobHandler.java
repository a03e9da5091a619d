package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.mutiny.Uni;

/** Handles the jobs of one type. */
public interface JobHandler<J extends Job> {

    Class<J> jobClass();

    /** Age at which closed jobs of this type are deleted; empty: {@code trunkline.jobs.retention}. */
    default Optional<Duration> retention() {
        return Optional.empty();
    }

    /**
     * Processes one job as far as possible now and saves the result with {@link JobRepository#saveAndRelease}. Runs on its own
     * Vert.x context, without a database session. After a failure the job is claimed again when its lease has expired.
     */
    Uni<Void> handle(J job);
}
