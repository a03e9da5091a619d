package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.trunkline.carrier.spi.Carrier;
import io.vertx.core.Vertx;

/** The scheduler of a second instance: its own bulkheads, the same tables. */
@ApplicationScoped
public class SecondScheduler {

    private final JobScheduler scheduler;
    private final Vertx vertx;

    SecondScheduler(@All List<JobHandler<?>> handlers, List<Carrier> carriers, JobRepository jobs, Vertx vertx,
            JobConfig config) {
        this.scheduler = new JobScheduler(handlers, carriers, jobs, vertx, config);
        this.vertx = vertx;
    }

    /** Claims jobs until the returned action is run. */
    public Runnable start(Duration poll) {
        long timer = vertx.setPeriodic(1, poll.toMillis(), tick -> scheduler.wake());
        return () -> vertx.cancelTimer(timer);
    }
}
