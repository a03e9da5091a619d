package io.trunkline.inventory.stock;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.NumberOrderFailed;
import io.trunkline.events.CarrierEvent.NumberOrderNeedsAttention;
import io.trunkline.events.CarrierEvent.NumberOrderUnknown;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;

/** Buys numbers for the stock: one order row and one command per number. carrier-gateway's events finish the orders. */
@ApplicationScoped
class PurchaseService {

    private final StockOrderRepository orders;
    private final Outbox outbox;
    private final DatabaseClock clock;

    PurchaseService(StockOrderRepository orders, Outbox outbox, DatabaseClock clock) {
        this.orders = orders;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Places the orders of this request once: their ids are derived from its id. */
    @WithTransaction
    public Uni<Void> placeOrders(UUID requestId, BuyNumbers request, String requestedBy) {
        return orders.count("requestId", requestId)
                .flatMap(count -> count > 0 ? Uni.createFrom().voidItem() : persistOrders(requestId, request, requestedBy));
    }

    @WithSession
    public Uni<List<StockOrder>> find(UUID requestId) {
        return orders.findByRequest(requestId);
    }

    @WithTransaction
    public Uni<Void> markFailed(NumberOrderFailed outcome) {
        return orders.markFailed(outcome.orderId(), outcome.code(), outcome.detail());
    }

    @WithTransaction
    public Uni<Void> markUnknown(NumberOrderUnknown outcome) {
        return orders.findById(outcome.orderId()).onItem().ifNotNull().invoke(StockOrder::markUnknown).replaceWithVoid();
    }

    /** A purchase may have been paid for that is not in the stock. */
    @WithTransaction
    public Uni<Void> markNeedsAttention(NumberOrderNeedsAttention undecided) {
        return orders.findById(undecided.orderId()).onItem().ifNotNull().invoke(order -> {
            if (order.markNeedsAttention(undecided.code(), undecided.detail())) {
                Log.errorf("Stock order %s needs a decision at %s: %s %s", undecided.orderId(), undecided.carrier(),
                        undecided.code(), undecided.detail());
            }
        }).replaceWithVoid();
    }

    private Uni<Void> persistOrders(UUID requestId, BuyNumbers request, String requestedBy) {
        List<StockOrder> placed = IntStream.range(0, request.countOrDefault())
                .mapToObj(position -> new StockOrder(Ids.of("stock-order", requestId, position), requestId, position, request,
                        requestedBy))
                .toList();
        return clock.now().map(now -> placed.stream().map(order -> order.orderCommand(now)).toList())
                .flatMap(commands -> orders.persist(placed)
                        .chain(() -> Multi.createFrom().iterable(commands).onItem().transformToUniAndConcatenate(outbox::append)
                                .collect().last()));
    }
}
