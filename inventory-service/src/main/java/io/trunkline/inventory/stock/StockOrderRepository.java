package io.trunkline.inventory.stock;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.inventory.number.PhoneNumber;

/** Queries over what was ordered for the stock. */
@ApplicationScoped
class StockOrderRepository implements PanacheRepositoryBase<StockOrder, UUID> {

    /** The orders of one request, in the order they were placed; empty when there is no such request. */
    Uni<List<StockOrder>> ofRequest(UUID requestId) {
        return list("requestId = ?1 order by position", requestId);
    }

    /** Nothing happens when the order was not placed here. */
    Uni<Void> bought(UUID orderId, PhoneNumber number) {
        return findById(orderId).onItem().ifNotNull().invoke(order -> order.bought(number)).replaceWithVoid();
    }
}
