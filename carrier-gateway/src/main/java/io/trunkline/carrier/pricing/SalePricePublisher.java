package io.trunkline.carrier.pricing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberType;
import io.trunkline.events.PriceEvent.SalePrice;
import io.trunkline.events.PriceEvent.SalePricesChanged;
import io.trunkline.kit.AdvisoryLock;
import io.trunkline.kit.outbox.Outbox;

/**
 * Publishes the sale prices of the price book on the compacted topic: one event for each kind of number, and an empty one for
 * each kind that was published once and is no longer sold.
 */
@ApplicationScoped
class SalePricePublisher {

    /** Instances that start together publish one after the other: the events of a kind stay in order. */
    private static final String LOCK = "sale_prices";
    private static final String PUBLISHED = "select country, number_type from published_sale_price order by country, number_type";
    private static final String RECORD = """
            insert into published_sale_price (country, number_type) values (?1, ?2)
            on conflict (country, number_type) do nothing""";

    private final Outbox outbox;

    SalePricePublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Appends all events in one transaction. */
    @WithTransaction
    public Uni<Void> publish(PriceBook book) {
        return AdvisoryLock.acquire(LOCK)
                .chain(SalePricePublisher::publishedKinds)
                .flatMap(published -> Multi.createFrom().iterable(pricesByKind(book, published).entrySet())
                        .onItem().transformToUniAndConcatenate(entry -> append(book, entry.getKey(), entry.getValue()))
                        .collect().last())
                .replaceWithVoid();
    }

    private static Uni<List<NumberKind>> publishedKinds() {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(PUBLISHED, Object[].class).getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new NumberKind((String) row[0], NumberType.valueOf((String) row[1]))).toList());
    }

    private static Map<NumberKind, List<SalePrice>> pricesByKind(PriceBook book, List<NumberKind> published) {
        Map<NumberKind, List<SalePrice>> prices = new LinkedHashMap<>();
        published.forEach(kind -> prices.put(kind, List.of()));
        book.kinds().forEach(kind -> prices.put(kind, book.salePrices(kind)));
        return prices;
    }

    private Uni<Void> append(PriceBook book, NumberKind kind, List<SalePrice> prices) {
        return outbox.append(new SalePricesChanged(kind.country(), kind.type(), book.now().currency(), prices, Instant.now()))
                .chain(Panache::getSession)
                .flatMap(session -> session.createNativeQuery(RECORD).setParameter(1, kind.country())
                        .setParameter(2, kind.type().name()).executeUpdate())
                .replaceWithVoid();
    }
}
