package io.trunkline.inventory.stock;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.inventory.number.PhoneNumber;

/** Queries over what was ordered for the stock. */
@ApplicationScoped
class StockOrderRepository implements PanacheRepositoryBase<StockOrder, UUID> {

    /** The orders of one request, in the order they were placed; empty when there is no such request. */
    Uni<List<StockOrder>> findByRequest(UUID requestId) {
        return list("requestId = ?1 order by position", requestId);
    }

    /** Nothing happens when the order was not placed here. */
    Uni<Void> markBought(UUID orderId, PhoneNumber number) {
        return findById(orderId).onItem().ifNotNull().invoke(order -> order.markBought(number)).replaceWithVoid();
    }

    /** Likewise. */
    Uni<Void> markFailed(UUID orderId, String code, String detail) {
        return findById(orderId).onItem().ifNotNull().invoke(order -> order.markFailed(code, detail)).replaceWithVoid();
    }

    /** Orders without an outcome that were said before the given time; their rows stay locked until the end. */
    Uni<List<StockOrder>> lockUnanswered(Instant sentBefore, int batch) {
        return find("state in (PENDING, UNKNOWN) and commandSentAt < ?1 order by commandSentAt", sentBefore)
                .withLock(LockModeType.PESSIMISTIC_WRITE).range(0, batch - 1).list();
    }
}
