package io.trunkline.carrier.job;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;

/** Jobs as they come from the database, for tests without one. */
public final class ClaimedJobs {

    private ClaimedJobs() {
    }

    /** @param age since the command was stored */
    public static <J extends Job> J claimed(J job, Duration age) {
        Instant now = Instant.now();
        set(job, "claimedAt", now);
        set(job, "createdAt", now.minus(age));
        return job;
    }

    /** @param time for which no other instance can claim it */
    public static <J extends Job> J leased(J job, Duration time) {
        job.recordLease(System.nanoTime(), time);
        return job;
    }

    /** The same job, claimed again after this time. */
    public static void claimedAfter(Job job, Duration time) {
        set(job, "claimedAt", job.now().plus(time));
        job.markClaimed(System.nanoTime(), Duration.ZERO);
    }

    /** Claimed while the outcome at its carrier is unknown. */
    public static <J extends Job> J unknown(J job) {
        job.markSubmitting();
        return job;
    }

    /** When it is due, from now; null when it is closed. */
    public static Duration dueIn(Job job) {
        return job.dueIn().orElse(null);
    }

    private static void set(Job job, String name, Object value) {
        try {
            Field field = Job.class.getDeclaredField(name);
            field.setAccessible(true);
            field.set(job, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
