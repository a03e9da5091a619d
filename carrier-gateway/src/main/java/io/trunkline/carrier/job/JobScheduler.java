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
    private static final String WORK = "carrier.jobs.work";
    /** Orchestrators kill what has not ended some 30 s after SIGTERM, and the other parts of the process end after this. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);
    /** Longer waits may as well be found by polling. */
    private static final Duration LONGEST_TIMER = Duration.ofMinutes(1);
    private static final Duration GLANCE = Duration.ofMillis(20);

    private final JobRepository jobs;
    private final Vertx vertx;
    private final EventBus bus;
    private final int concurrency;
    private final Duration lease;
    private final Duration renewal;
    private final Duration longestRun;
    private final Duration longestCall;
    private final List<Lane<?>> lanes;
    /** No more claims. */
    private volatile boolean stopping;
    /** Nor renewals: the database goes away. */
    private volatile boolean stopped;

    JobScheduler(@All List<JobHandler<?>> workers, List<Carrier> carriers, JobRepository jobs, Vertx vertx, JobConfig config) {
        this.jobs = jobs;
        this.vertx = vertx;
        this.bus = vertx.eventBus();
        this.concurrency = config.concurrency();
        this.lease = config.lease();
        this.renewal = config.renew();
        this.longestRun = config.longestRun();
        // Also of those without credentials, which may get them while we run.
        this.longestCall = carriers.stream().map(Carrier::maxCallDuration).max(Duration::compareTo).orElse(Duration.ZERO);
        this.lanes = workers.stream().<Lane<?>> map(Lane::new).toList();
    }

    /** One kind of job in this instance. */
    private static final class Lane<J extends Job> {
        private final JobHandler<J> worker;
        private final Set<J> underWay = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean claiming = new AtomicBoolean();
        private final AtomicBoolean askedAgain = new AtomicBoolean();

        Lane(JobHandler<J> worker) {
            this.worker = worker;
        }

        Places places(int perCarrier) {
            Map<String, Long> busy = underWay.stream().collect(Collectors.groupingBy(Lane::carrier, Collectors.counting()));
            Set<String> taken = busy.keySet().stream().filter(carrier -> busy.get(carrier) >= perCarrier)
                    .collect(Collectors.toSet());
            busy.keySet().removeAll(taken);
            return new Places(perCarrier - busy.values().stream().mapToInt(Long::intValue).max().orElse(0), taken);
        }

        /** Orders that had no carrier yet take places like those of one carrier, also when they have chosen one. */
        private static String carrier(Job job) {
            return job.claimedFor() == null ? JobRepository.NO_CARRIER : job.claimedFor();
        }

        boolean isBusy() {
            return claiming.get() || !underWay.isEmpty();
        }
    }

    /**
     * @param free at the carrier that has the fewest, of those that have any: so many jobs fit, whichever they are for
     * @param taken carriers that have none
     */
    record Places(int free, Set<String> taken) {
    }

    /** @param passing also when a carrier has no place left: past its jobs, to those of the others */
    record Claim(Lane<?> lane, boolean passing) {
    }

    record Work<J extends Job>(Lane<J> lane, J job) {
    }

    /** There may be work; returns at once. */
    public void wake() {
        lanes.forEach(lane -> bus.send(CLAIM, new Claim(lane, false)));
    }

    @Scheduled(every = "${trunkline.jobs.poll}")
    void poll() {
        lanes.forEach(lane -> bus.send(CLAIM, new Claim(lane, true)));
    }

    void start(@Observes StartupEvent event) {
        if (lease.compareTo(longestCall.plus(renewal)) <= 0) {
            throw new IllegalStateException("trunkline.jobs.lease is " + lease + " and must be longer than the longest call "
                    + "to a carrier, " + longestCall + ", and the time between two renewals, " + renewal
                    + ": some purchases could not start");
        }
        stopping = false;
        stopped = false;
    }

    /** A call that is cut off is a purchase or a message in doubt: those under way may end, within bounds. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        Duration goodbye = longestCall.compareTo(LONGEST_GOODBYE) < 0 ? longestCall : LONGEST_GOODBYE;
        long deadline = System.nanoTime() + goodbye.toNanos();
        while (lanes.stream().anyMatch(Lane::isBusy) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        stopped = true;
    }

    @ConsumeEvent(CLAIM)
    Uni<Void> claim(Claim claim) {
        return claim(claim.lane(), claim.passing());
    }

    @ConsumeEvent(WORK)
    Uni<Void> work(Work<?> work) {
        return workOn(work);
    }

    /**
     * As many as fit, whichever carriers they turn out to be for. The places are each carrier's own: one that takes its time
     * does
     * not take those of the others. Looking past all that waits for it is dear, so not every wake-up does.
     */
    private <J extends Job> Uni<Void> claim(Lane<J> lane, boolean passing) {
        if (stopping || !passing && !lane.places(concurrency).taken().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        lane.askedAgain.set(true);
        if (!lane.claiming.compareAndSet(false, true)) {
            return Uni.createFrom().voidItem();
        }
        Places places = lane.places(concurrency);
        lane.askedAgain.set(false);
        // Memoized: a claim that is late is not waited for, but ends by itself and gives its connection back.
        return jobs.claim(lane.worker.kind(), places.free(), places.taken()).memoize().indefinitely()
                .ifNoItem().after(lease).fail()
                .invoke(claimed -> claimed.forEach(job -> start(lane, job)))
                .onFailure().invoke(failure -> Log.warnf("Jobs cannot be claimed for now: %s", failure.toString()))
                .replaceWithVoid()
                .onFailure().recoverWithNull()
                .onTermination().invoke(() -> lane.claiming.set(false))
                .invoke(() -> {
                    if (lane.askedAgain.get()) {
                        bus.send(CLAIM, new Claim(lane, true));
                    }
                });
    }

    private <J extends Job> void start(Lane<J> lane, J job) {
        lane.underWay.add(job);
        bus.send(WORK, new Work<>(lane, job));
    }

    private <J extends Job> Uni<Void> workOn(Work<J> work) {
        J job = work.job();
        JobTrace.resume(job.traceparent());
        return Uni.createFrom().deferred(() -> work.lane().worker.work(job))
                .onFailure(DeferredException.class)
                .recoverWithUni(failure -> jobs.postpone(job, ((DeferredException) failure).waiting()))
                .ifNoItem().after(longestRun).fail()
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
                    work.lane().underWay.remove(job);
                    bus.send(CLAIM, new Claim(work.lane(), true));
                    wakeWhenDue(work.lane(), job);
                });
    }

    /** Polling would find it late: waits would all become longer by up to its interval. */
    private void wakeWhenDue(Lane<?> lane, Job job) {
        job.dueIn().filter(wait -> !wait.isNegative() && wait.compareTo(LONGEST_TIMER) < 0)
                .ifPresent(wait -> vertx.setTimer(wait.toMillis() + 1, timer -> bus.send(CLAIM, new Claim(lane, true))));
    }

    @Scheduled(every = "${trunkline.jobs.renew}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> renew() {
        return Multi.createFrom().iterable(lanes).filter(lane -> !stopped && !lane.underWay.isEmpty())
                .onItem().transformToUniAndMerge(this::renew)
                .collect().last().replaceWithVoid();
    }

    /** Whatever becomes of one lane's renewal, the others get theirs. */
    private <J extends Job> Uni<Void> renew(Lane<J> lane) {
        return jobs.renew(lane.worker.kind(), lane.underWay).memoize().indefinitely()
                .ifNoItem().after(renewal).fail()
                .onFailure().invoke(failure -> Log.warnf("Leases cannot be prolonged for now: %s", failure.toString()))
                .onFailure().recoverWithNull();
    }
}
