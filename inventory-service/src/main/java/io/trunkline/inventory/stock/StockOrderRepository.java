package io.trunkline.inventory.stock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.inventory.number.PhoneNumber;

/** SQL of the stock orders. */
@ApplicationScoped
class StockOrderRepository implements PanacheRepositoryBase<StockOrder, UUID> {

    /** The orders of one request, by position; empty if the request does not exist. */
    Uni<List<StockOrder>> findByRequest(UUID requestId) {
        return list("requestId = ?1 order by position", requestId);
    }

    /** Does nothing if the order is not a stock order. */
    Uni<Void> markBought(UUID orderId, PhoneNumber number) {
        return findById(orderId).onItem().ifNotNull().invoke(order -> order.markBought(number)).replaceWithVoid();
    }

    /** Does nothing if the order is not a stock order. */
    Uni<Void> markFailed(UUID orderId, String code, String detail) {
        return findById(orderId).onItem().ifNotNull().invoke(order -> order.markFailed(code, detail)).replaceWithVoid();
    }

    /** Orders without a result whose command was last sent before this time. Locks them until the end of the transaction. */
    Uni<List<StockOrder>> lockUnanswered(Instant sentBefore, int batch) {
        return find("state in (PENDING, UNKNOWN) and commandSentAt < ?1 order by commandSentAt", sentBefore)
                .withLock(LockModeType.PESSIMISTIC_WRITE).range(0, batch - 1).list();
    }
}
