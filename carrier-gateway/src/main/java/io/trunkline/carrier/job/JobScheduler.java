package io.trunkline.carrier.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.kit.TransientFailures;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/**
 * Claims due jobs and runs them, a limited number at a time. It is woken after a command was committed and after a job ended.
 * Polling finds the jobs of crashed instances and those that became due without a wake-up.
 * <p>
 * Database calls have a time-out: the lease for a claim, the interval for a renewal. On shutdown no more jobs are claimed, and
 * running jobs get a few seconds.
 * <p>
 * Claims and jobs start through the event bus of this process, which gives each its own Vert.x context: Hibernate
 * Reactive binds a session to its context, so two jobs must not share one.
 */
@ApplicationScoped
public class JobScheduler {

    private static final String CLAIM = "carrier.jobs.claim";
    private static final String EXECUTE = "carrier.jobs.execute";
    /** Orchestrators kill a process about 30 s after SIGTERM, and its other parts stop after this one. */
    private static final Duration MAX_SHUTDOWN = Duration.ofSeconds(8);
    /** Longer delays are left to polling. */
    private static final Duration MAX_TIMER = Duration.ofMinutes(1);
    private static final Duration SHUTDOWN_POLL = Duration.ofMillis(20);

    private final JobRepository jobs;
    private final Vertx vertx;
    private final EventBus bus;
    private final int concurrency;
    private final Duration lease;
    private final Duration leaseRenewalInterval;
    private final Duration maxRunTime;
    private final Duration maxCallDuration;
    private final List<JobQueue<?>> queues;
    /** True: no more claims. */
    private volatile boolean stopping;
    /** True: no more renewals either, the database connections are closed next. */
    private volatile boolean stopped;

    JobScheduler(@All List<JobHandler<?>> handlers, List<Carrier> carriers, JobRepository jobs, Vertx vertx, JobConfig config) {
        this.jobs = jobs;
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.concurrency = config.concurrency();
        this.lease = config.lease();
        this.leaseRenewalInterval = config.leaseRenewalInterval();
        this.maxRunTime = config.maxRunTime();
        // Includes carriers without credentials: they may get them while the process runs.
        this.maxCallDuration = carriers.stream().map(Carrier::maxCallDuration).max(Duration::compareTo).orElse(Duration.ZERO);
        this.queues = handlers.stream().<JobQueue<?>> map(JobQueue::new).toList();
    }

    /** The jobs of one type in this instance. */
    private static final class JobQueue<J extends Job> {
        private final JobHandler<J> handler;
        private final Set<J> running = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean claiming = new AtomicBoolean();
        private final AtomicBoolean claimRequested = new AtomicBoolean();

        JobQueue(JobHandler<J> handler) {
            this.handler = handler;
        }

        Bulkhead bulkhead(int maxPerCarrier) {
            Map<String, Long> busy = running.stream().collect(Collectors.groupingBy(JobQueue::carrier, Collectors.counting()));
            Set<String> fullCarriers = busy.keySet().stream().filter(carrier -> busy.get(carrier) >= maxPerCarrier)
                    .collect(Collectors.toSet());
            busy.keySet().removeAll(fullCarriers);
            return new Bulkhead(maxPerCarrier - busy.values().stream().mapToInt(Long::intValue).max().orElse(0), fullCarriers);
        }

        /** Orders that were claimed without a carrier share one bulkhead, also after they were routed. */
        private static String carrier(Job job) {
            return job.claimedCarrier() == null ? JobRepository.NO_CARRIER : job.claimedCarrier();
        }

        boolean isBusy() {
            return claiming.get() || !running.isEmpty();
        }
    }

    /**
     * @param available free slots of the carrier with the fewest free slots: so many jobs fit, for any carrier that is not full
     * @param fullCarriers carriers without a free slot
     */
    record Bulkhead(int available, Set<String> fullCarriers) {
    }

    /** @param skipFullCarriers whether to claim although a carrier is full, by skipping its jobs */
    record Claim(JobQueue<?> queue, boolean skipFullCarriers) {
    }

    record Execution<J extends Job>(JobQueue<J> queue, J job) {
    }

    /** Claims due jobs soon; returns at once. */
    public void wake() {
        queues.forEach(queue -> bus.send(CLAIM, new Claim(queue, false)));
    }

    @Scheduled(every = "${trunkline.jobs.poll-interval}")
    void poll() {
        queues.forEach(queue -> bus.send(CLAIM, new Claim(queue, true)));
    }

    void start(@Observes StartupEvent event) {
        if (lease.compareTo(maxCallDuration.plus(leaseRenewalInterval)) <= 0) {
            throw new IllegalStateException("trunkline.jobs.lease is " + lease + " and must be longer than the longest call "
                    + "to a carrier, " + maxCallDuration + ", and the interval of renewals, " + leaseRenewalInterval
                    + ": some purchases could not start");
        }
        stopping = false;
        stopped = false;
    }

    /** A call that is cut off leaves an unknown outcome. So running jobs get a limited time to end. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        Duration grace = maxCallDuration.compareTo(MAX_SHUTDOWN) < 0 ? maxCallDuration : MAX_SHUTDOWN;
        long deadline = System.nanoTime() + grace.toNanos();
        while (queues.stream().anyMatch(JobQueue::isBusy) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(SHUTDOWN_POLL.toNanos());
        }
        stopped = true;
    }

    @ConsumeEvent(CLAIM)
    Uni<Void> claim(Claim claim) {
        return claim(claim.queue(), claim.skipFullCarriers());
    }

    @ConsumeEvent(EXECUTE)
    Uni<Void> execute(Execution<?> execution) {
        return run(execution);
    }

    /**
     * Claims as many jobs as fit into the bulkheads. Each carrier has its own, so a slow carrier does not block the
     * others. Skipping the jobs of a full carrier is expensive, so not every wake-up does it.
     */
    private <J extends Job> Uni<Void> claim(JobQueue<J> queue, boolean skipFullCarriers) {
        if (stopping || !skipFullCarriers && !queue.bulkhead(concurrency).fullCarriers().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        queue.claimRequested.set(true);
        if (!queue.claiming.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        Bulkhead bulkhead = queue.bulkhead(concurrency);
        queue.claimRequested.set(false);
        // Memoized: a claim that times out here still ends by itself and returns its connection.
        return jobs.claim(queue.handler.jobClass(), bulkhead.available(), bulkhead.fullCarriers()).memoize().indefinitely()
                .ifNoItem().after(lease).fail()
                .invoke(claimed -> claimed.forEach(job -> start(queue, job)))
                .onFailure().invoke(failure -> Log.warnf("Jobs could not be claimed: %s", failure.toString()))
                .replaceWithVoid()
                .onFailure().recoverWithNull()
                .onTermination().invoke(() -> queue.claiming.set(false))
                .invoke(() -> {
                    if (queue.claimRequested.get()) {
                        bus.send(CLAIM, new Claim(queue, true));
                    }
                });
    }

    private <J extends Job> void start(JobQueue<J> queue, J job) {
        queue.running.add(job);
        bus.send(EXECUTE, new Execution<>(queue, job));
    }

    private <J extends Job> Uni<Void> run(Execution<J> execution) {
        J job = execution.job();
        JobTrace.resume(job.traceparent());
        return Uni.createFrom().deferred(() -> execution.queue().handler.handle(job))
                .onFailure(DeferredException.class)
                .recoverWithUni(failure -> jobs.postpone(job, ((DeferredException) failure).delay()))
                .ifNoItem().after(maxRunTime).fail()
                .onFailure(JobRepository::isFenced).recoverWithItem(fenced -> {
                    Log.infof("Job %s was claimed by another instance", job.id());
                    return null;
                })
                .onFailure(TransientFailures::isTransient).recoverWithItem(failure -> {
                    Log.warnf("Job %s waits until its lease has expired: %s", job.id(), failure.toString());
                    return null;
                })
                .onFailure().recoverWithItem(failure -> {
                    Log.errorf(failure, "Job %s failed and is claimed again when its lease has expired", job.id());
                    return null;
                })
                .onTermination().invoke(() -> {
                    execution.queue().running.remove(job);
                    bus.send(CLAIM, new Claim(execution.queue(), true));
                    wakeWhenDue(execution.queue(), job);
                });
    }

    /** A timer, because polling would add up to its interval to every delay. */
    private void wakeWhenDue(JobQueue<?> queue, Job job) {
        job.dueIn().filter(wait -> !wait.isNegative() && wait.compareTo(MAX_TIMER) < 0)
                .ifPresent(wait -> vertx.setTimer(wait.toMillis() + 1, timer -> bus.send(CLAIM, new Claim(queue, true))));
    }

    @Scheduled(every = "${trunkline.jobs.lease-renewal-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> renewLeases() {
        return Multi.createFrom().iterable(queues).filter(queue -> !stopped && !queue.running.isEmpty())
                .onItem().transformToUniAndMerge(this::renewLeases)
                .collect().last().replaceWithVoid();
    }

    /** A failed renewal of one queue does not affect the others. */
    private <J extends Job> Uni<Void> renewLeases(JobQueue<J> queue) {
        return jobs.renewLeases(queue.handler.jobClass(), queue.running).memoize().indefinitely()
                .ifNoItem().after(leaseRenewalInterval).fail()
                .onFailure().invoke(failure -> Log.warnf("Leases could not be renewed: %s", failure.toString()))
                .onFailure().recoverWithNull();
    }
}
