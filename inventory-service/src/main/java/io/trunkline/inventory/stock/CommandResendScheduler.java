package io.trunkline.inventory.stock;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.Event;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.outbox.Outbox;

/**
 * Sends unanswered commands to carrier-gateway again: a number costs money until its release is confirmed, and a stock order
 * finishes only with an answer. A command keeps its id, so carrier-gateway answers a repeated one without doing it twice.
 * Several instances can run at once: the one that waited for a row finds that it was sent a moment ago.
 */
@ApplicationScoped
class CommandResendScheduler {

    private static final int BATCH = 100;

    private final NumberRepository numbers;
    private final CarrierReleaseRepository releases;
    private final StockOrderRepository orders;
    private final Outbox outbox;
    private final CommandResendConfig config;
    private final DatabaseClock clock;

    CommandResendScheduler(NumberRepository numbers, CarrierReleaseRepository releases, StockOrderRepository orders,
            Outbox outbox, CommandResendConfig config, DatabaseClock clock) {
        this.numbers = numbers;
        this.releases = releases;
        this.orders = orders;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Sends at most {@link #BATCH} commands of each kind; the next run sends the rest. */
    @Scheduled(every = "${trunkline.command-resend.check-interval}", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> resendUnanswered() {
        return clock.now().flatMap(now -> {
            Instant before = now.minus(config.after());
            return numbers.lockUnconfirmedReleases(before, BATCH)
                    .flatMap(rows -> resend(rows, number -> number.releaseCommand(now)))
                    .chain(() -> releases.lockUnconfirmed(before, BATCH))
                    .flatMap(rows -> resend(rows, release -> release.command(now)))
                    .chain(() -> orders.lockUnanswered(before, BATCH))
                    .flatMap(rows -> resend(rows, order -> order.orderCommand(now)));
        });
    }

    private <T> Uni<Void> resend(List<T> rows, Function<T, Event> command) {
        if (!rows.isEmpty()) {
            Log.warnf("Sending %d unanswered commands to carrier-gateway again: %s", rows.size(),
                    rows.get(0).getClass().getSimpleName());
        }
        return Multi.createFrom().iterable(rows).map(command).onItem().transformToUniAndConcatenate(outbox::append)
                .onItem().ignoreAsUni();
    }
}
