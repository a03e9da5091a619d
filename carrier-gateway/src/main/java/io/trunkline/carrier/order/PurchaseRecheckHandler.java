package io.trunkline.carrier.order;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.job.Backoff;
import io.trunkline.carrier.job.Job;
import io.trunkline.carrier.job.JobHandler;
import io.trunkline.carrier.job.JobRepository;
import io.trunkline.carrier.number.NumberRelease;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.OrderOutcome.Owned;
import io.trunkline.carrier.spi.OwnedNumber;
import io.trunkline.events.CarrierEvent;
import io.trunkline.events.PhoneNumbers;

/** Looks up purchases that were in doubt when their order went on without them, and gives numbers back that no order has. */
@ApplicationScoped
class PurchaseRecheckHandler implements JobHandler<PurchaseRecheck> {

    private final AccountRegistry accounts;
    private final OrderRepository orders;
    private final JobRepository jobs;
    private final Backoff backoff;
    private final OrderConfig config;
    private final MeterRegistry metrics;

    PurchaseRecheckHandler(AccountRegistry accounts, OrderRepository orders, JobRepository jobs, Backoff backoff,
            OrderConfig config, MeterRegistry metrics) {
        this.accounts = accounts;
        this.orders = orders;
        this.jobs = jobs;
        this.backoff = backoff;
        this.config = config;
        this.metrics = metrics;
    }

    @Override
    public Class<PurchaseRecheck> jobClass() {
        return PurchaseRecheck.class;
    }

    /** An order that is not closed may still adopt the number. */
    @Override
    public Uni<Void> handle(PurchaseRecheck job) {
        List<Job> releases = new ArrayList<>();
        return orders.isClosed(job.orderId())
                .flatMap(closed -> closed ? recheck(job, releases) : postpone(job))
                .onFailure(CarrierException.class).recoverWithItem(failure -> job
                        .retryLater((CarrierException) failure, backoff.maxDelay()))
                .flatMap(events -> jobs.saveAndRelease(job, events, releases));
    }

    private Uni<List<CarrierEvent>> postpone(PurchaseRecheck job) {
        return Uni.createFrom().item(job.retryLater(null, backoff.maxDelay()));
    }

    private Uni<List<CarrierEvent>> recheck(PurchaseRecheck job, List<Job> releases) {
        return accounts.forJob(job).flatMap(carrier -> findLate(job, carrier))
                .invoke(late -> late.forEach(number -> releases.add(giveBack(job, number))))
                .map(late -> job.scheduleNext(config.recheckAfter()));
    }

    /** Numbers under our reference that no order has. */
    private Uni<List<OwnedNumber>> findLate(PurchaseRecheck job, Carrier carrier) {
        return carrier.findOrders(job.reference())
                .flatMap(found -> Multi.createFrom().iterable(found)
                        .select().where(Owned.class::isInstance)
                        .onItem().transform(owned -> ((Owned) owned).number())
                        .select().where(number -> job.reference().equals(number.reference()))
                        .select()
                        .when(number -> orders.isIdOfAnOrder(job.carrier(), number.carrierNumberId()).map(owned -> !owned))
                        .collect().asList());
    }

    private NumberRelease giveBack(PurchaseRecheck job, OwnedNumber number) {
        Log.warnf("%s shows %s, which order %s did not find after its purchase: it is given back", job.carrier(),
                PhoneNumbers.mask(number.e164()), job.orderId());
        metrics.counter("trunkline.carrier.late.purchases", "carrier", job.carrier()).increment();
        return NumberRelease.withoutOrder(job.carrier(), number);
    }
}
