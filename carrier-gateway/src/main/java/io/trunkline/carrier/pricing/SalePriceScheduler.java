package io.trunkline.carrier.pricing;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;

/**
 * Publishes the sale prices once after every start of the service, and retries until it works. Every start publishes, also
 * without a change: so a topic that was lost is filled again.
 */
@ApplicationScoped
class SalePriceScheduler {

    /** A statement on a lost connection to the database may never end. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    private final SalePricePublisher publisher;
    private final PriceBook book;
    private volatile boolean published;

    SalePriceScheduler(SalePricePublisher publisher, PriceBook book) {
        this.publisher = publisher;
        this.book = book;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> publish() {
        // Memoized: a late transaction is not waited for, but ends by itself and gives its connection back.
        return published ? Uni.createFrom().voidItem()
                : publisher.publish(book).memoize().indefinitely().ifNoItem().after(TRANSACTION_TIMEOUT).fail()
                        .invoke(() -> published = true)
                        .onFailure().invoke(failure -> Log.warnf("The sale prices could not be published: %s", failure))
                        .onFailure().recoverWithNull();
    }
}
