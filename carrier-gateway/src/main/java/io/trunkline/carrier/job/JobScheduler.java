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
 * Claims due jobs and has them done, a bounded number at a time. Woken when a command was committed and when a job ended;
 * polling is the net for jobs that became due and for those of an instance that died.
 * <p>
 * Nothing waits for a database call for longer than its answer is worth anything: for a claim the lease, for a renewal the
 * time until the next one. When the process ends, nothing new is claimed and what is under way gets a few seconds.
 * <p>
 * Claims and jobs are started through the event bus of this process, which gives each a Vert.x context of its own:
 * Hibernate Reactive binds a session to its context, so two jobs must not share one.
 */
@ApplicationScoped
public class JobScheduler {

    private static final String CLAIM = "carrier.jobs.claim";
    private static final String EXECUTE = "carrier.jobs.execute";
    /** Orchestrators kill what has not ended some 30 s after SIGTERM, and the other parts of the process end after this. */
    private static final Duration MAX_SHUTDOWN = Duration.ofSeconds(8);
    /** Longer waits may as well be found by polling. */
    private static final Duration MAX_TIMER = Duration.ofMinutes(1);
    private static final Duration SHUTDOWN_POLL = Duration.ofMillis(20);

    private final JobRepository jobs;
    private final Vertx vertx;
    private final EventBus bus;
    private final int concurrency;
    private final Duration lease;
    private final Duration leaseRenewalInterval;
    private final Duration maxRunTime;
    private final Duration longestCall;
    private final List<JobQueue<?>> queues;
    /** No more claims. */
    private volatile boolean stopping;
    /** Nor renewals: the database goes away. */
    private volatile boolean stopped;

    JobScheduler(@All List<JobHandler<?>> handlers, List<Carrier> carriers, JobRepository jobs, Vertx vertx, JobConfig config) {
        this.jobs = jobs;
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.concurrency = config.concurrency();
        this.lease = config.lease();
        this.leaseRenewalInterval = config.leaseRenewalInterval();
        this.maxRunTime = config.maxRunTime();
        // Also of those without credentials, which may get them while we run.
        this.longestCall = carriers.stream().map(Carrier::longestCall).max(Duration::compareTo).orElse(Duration.ZERO);
        this.queues = handlers.stream().<JobQueue<?>> map(JobQueue::new).toList();
    }

    /** One kind of job in this instance. */
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

        /** Orders that had no carrier yet take places like those of one carrier, also when they have chosen one. */
        private static String carrier(Job job) {
            return job.claimedCarrier() == null ? JobRepository.NO_CARRIER : job.claimedCarrier();
        }

        boolean isBusy() {
            return claiming.get() || !running.isEmpty();
        }
    }

    /**
     * @param available at the carrier that has the fewest, of those that have any: so many jobs fit, whichever they are for
     * @param fullCarriers carriers that have none
     */
    record Bulkhead(int available, Set<String> fullCarriers) {
    }

    /** @param skipFullCarriers also when a carrier has no place left: past its jobs, to those of the others */
    record Claim(JobQueue<?> queue, boolean skipFullCarriers) {
    }

    record Execution<J extends Job>(JobQueue<J> queue, J job) {
    }

    /** There may be work; returns at once. */
    public void wake() {
        queues.forEach(queue -> bus.send(CLAIM, new Claim(queue, false)));
    }

    @Scheduled(every = "${trunkline.jobs.poll-interval}")
    void poll() {
        queues.forEach(queue -> bus.send(CLAIM, new Claim(queue, true)));
    }

    void start(@Observes StartupEvent event) {
        if (lease.compareTo(longestCall.plus(leaseRenewalInterval)) <= 0) {
            throw new IllegalStateException("trunkline.jobs.lease is " + lease + " and must be longer than the longest call "
                    + "to a carrier, " + longestCall + ", and the time between two renewals, " + leaseRenewalInterval
                    + ": some purchases could not start");
        }
        stopping = false;
        stopped = false;
    }

    /** A call that is cut off is a purchase or a message in doubt: those under way may end, within bounds. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        Duration grace = longestCall.compareTo(MAX_SHUTDOWN) < 0 ? longestCall : MAX_SHUTDOWN;
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
     * As many as fit, whichever carriers they turn out to be for. The places are each carrier's own: one that takes its time
     * does
     * not take those of the others. Looking past all that waits for it is dear, so not every wake-up does.
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
        // Memoized: a claim that is late is not waited for, but ends by itself and gives its connection back.
        return jobs.claim(queue.handler.jobClass(), bulkhead.available(), bulkhead.fullCarriers()).memoize().indefinitely()
                .ifNoItem().after(lease).fail()
                .invoke(claimed -> claimed.forEach(job -> start(queue, job)))
                .onFailure().invoke(failure -> Log.warnf("Jobs cannot be claimed for now: %s", failure.toString()))
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
                    Log.infof("Job %s went to another instance", job.id());
                    return null;
                })
                .onFailure(TransientFailures::isTransient).recoverWithItem(failure -> {
                    Log.warnf("Job %s waits until its lease has run out: %s", job.id(), failure.toString());
                    return null;
                })
                .onFailure().recoverWithItem(failure -> {
                    Log.errorf(failure, "Job %s broke off and is taken up again when its lease has run out", job.id());
                    return null;
                })
                .onTermination().invoke(() -> {
                    execution.queue().running.remove(job);
                    bus.send(CLAIM, new Claim(execution.queue(), true));
                    wakeWhenDue(execution.queue(), job);
                });
    }

    /** Polling would find it late: waits would all become longer by up to its interval. */
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

    /** Whatever becomes of one queue's renewal, the others get theirs. */
    private <J extends Job> Uni<Void> renewLeases(JobQueue<J> queue) {
        return jobs.renewLeases(queue.handler.jobClass(), queue.running).memoize().indefinitely()
                .ifNoItem().after(leaseRenewalInterval).fail()
                .onFailure().invoke(failure -> Log.warnf("Leases cannot be prolonged for now: %s", failure.toString()))
                .onFailure().recoverWithNull();
    }
}
