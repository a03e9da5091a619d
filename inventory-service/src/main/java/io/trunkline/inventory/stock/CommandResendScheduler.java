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
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.outbox.Outbox;

/**
 * Says again to carrier-gateway what it has not answered: a number that is to go back is paid for until it has gone, and a
 * stock order ends by an answer only. The commands' ids are the same each time, so that one which was heard already is only
 * answered again. Several instances may do so at once: whoever waited for
 * a row finds it said a moment ago.
 */
@ApplicationScoped
class CommandResendScheduler {

    private static final int BATCH = 100;

    private final NumberRepository numbers;
    private final StockOrderRepository orders;
    private final Outbox outbox;
    private final CommandResendConfig config;

    CommandResendScheduler(NumberRepository numbers, StockOrderRepository orders, Outbox outbox, CommandResendConfig config) {
        this.numbers = numbers;
        this.orders = orders;
        this.outbox = outbox;
        this.config = config;
    }

    /** At most {@link #BATCH} of each kind; the next look takes what is left. */
    @Scheduled(every = "${trunkline.command-resend.check-interval}", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    @WithTransaction
    Uni<Void> resendUnanswered() {
        Instant before = Instant.now().minus(config.after());
        return numbers.lockUnconfirmedReleases(before, BATCH).flatMap(rows -> resend(rows, PhoneNumber::releaseCommand))
                .chain(() -> orders.lockUnanswered(before, BATCH)).flatMap(rows -> resend(rows, StockOrder::orderCommand));
    }

    private <T> Uni<Void> resend(List<T> rows, Function<T, Event> command) {
        if (!rows.isEmpty()) {
            Log.warnf("%d commands to carrier-gateway are said again: %s", rows.size(), rows.get(0).getClass().getSimpleName());
        }
        return Multi.createFrom().iterable(rows).map(command).onItem().transformToUniAndConcatenate(outbox::append)
                .onItem().ignoreAsUni();
    }
}
