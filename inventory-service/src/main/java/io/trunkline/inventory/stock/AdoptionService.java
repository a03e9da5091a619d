package io.trunkline.inventory.stock;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.inventory.number.Assignee;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.Lifecycle;
import io.trunkline.inventory.number.NewNumber;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.OperationNumberRepository;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.DatabaseClock;
import io.trunkline.kit.Ids;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.outbox.Outbox;

/**
 * Applies the carriers' events to the stock. A bought number is added to the stock and assigned to the workspace that it was
 * bought for. A repeated order changes nothing. Every order of a workspace is answered: with an assignment or a refusal. A
 * number that was bought and cannot be used is returned to its carrier.
 */
@ApplicationScoped
class AdoptionService {

    static final String GATEWAY = "carrier-gateway";
    private static final String NOT_ASSIGNABLE = "NUMBER_NOT_ASSIGNABLE";

    private final NumberRepository numbers;
    private final OperationNumberRepository operations;
    private final StockOrderRepository orders;
    private final CarrierReleaseService releases;
    private final Outbox outbox;
    private final DatabaseClock clock;

    AdoptionService(NumberRepository numbers, OperationNumberRepository operations, StockOrderRepository orders,
            CarrierReleaseService releases, Outbox outbox, DatabaseClock clock) {
        this.numbers = numbers;
        this.operations = operations;
        this.orders = orders;
        this.releases = releases;
        this.outbox = outbox;
        this.clock = clock;
    }

    @WithTransaction
    public Uni<Void> adopt(NumberOrdered order) {
        return numbers.lockOrdered(order.orderId())
                .flatMap(adopted -> adopted != null ? repeatAnswer(adopted, order) : adoptNew(order));
    }

    @WithTransaction
    public Uni<Void> recordCarrierIds(NumberConfigured configured) {
        return numbers.lockLive(configured.e164())
                .onItem().ifNotNull()
                .invoke(number -> number.recordCarrierIds(configured.carrierAccount(), configured.carrierNumberId()))
                .replaceWithVoid();
    }

    private Uni<Void> adoptNew(NumberOrdered order) {
        return numbers.lockLive(order.e164()).flatMap(live -> {
            if (live == null) {
                return addToStock(order);
            }
            if (live.lifecycle() == Lifecycle.RELEASING) {
                // The carrier sold it again, so it has released it: the confirmation is only late.
                return clock.now()
                        .flatMap(now -> outbox.append(live.retire(order.orderedAt(),
                                change(order, "sold again by " + order.carrier()), now)))
                        .chain(numbers::flushChanges).chain(() -> addToStock(order));
            }
            return live.isFree() ? fulfil(live, order, false) : reportNotAssignable(live, order);
        });
    }

    private Uni<Void> addToStock(NumberOrdered order) {
        return numbers.insert(Ids.next(), NewNumber.ordered(order), change(order, "bought from " + order.carrier()))
                .onItem().ifNull().failWith(() -> new RetryableException("Another transaction added the number to the stock"))
                .flatMap(number -> fulfil(number, order, true));
    }

    private Uni<Void> fulfil(PhoneNumber number, NumberOrdered order, boolean isNew) {
        number.recordCarrierIds(order.carrierAccount(), order.carrierNumberId());
        number.recordOrder(order.orderId(), order.capabilities());
        if (order.purpose() == OrderPurpose.STOCK) {
            return orders.markBought(order.orderId(), number)
                    .chain(() -> isNew ? outbox.append(number.addedEvent()) : Uni.createFrom().voidItem());
        }
        return operations.lockHolding(assignee(order)).flatMap(holding -> {
            if (holding.isOver()) {
                return returnUnassigned(number, order, isNew);
            }
            return holding.number() == null ? assign(number, order)
                    : answerWithCurrent(number, holding.number(), order, isNew);
        });
    }

    private Uni<Void> assign(PhoneNumber number, NumberOrdered order) {
        Log.infof("%s assigned to %s/%s (operation %s)", PhoneNumbers.mask(number.e164()), order.workspaceId(), order.slot(),
                order.operationId());
        return clock.now().map(now -> number.assign(assignee(order), change(order, "bought for this operation"), now))
                .call(numbers::flushChanges).flatMap(outbox::append);
    }

    /** The operation is over: a number that was bought for it is returned to the carrier. One of the stock stays there. */
    private Uni<Void> returnUnassigned(PhoneNumber number, NumberOrdered order, boolean isNew) {
        Log.warnf("%s was bought for %s (operation %s), which is over", PhoneNumbers.mask(number.e164()), order.workspaceId(),
                order.operationId());
        return (isNew ? clock.now().flatMap(now -> outbox.append(number.releaseToCarrier(
                change(order, "bought for an operation that is over"), now))) : Uni.createFrom().voidItem())
                .chain(() -> refuse(order));
    }

    /** The slot has a number: that is the answer. The bought number stays in the stock and is paid for. */
    private Uni<Void> answerWithCurrent(PhoneNumber number, PhoneNumber current, NumberOrdered order, boolean isNew) {
        if (!isNew) {
            return outbox.append(current.assignedEvent(order.operationId()));
        }
        Log.warnf("%s was bought for %s/%s (operation %s), but the slot has another number: it stays in the stock",
                PhoneNumbers.mask(number.e164()), order.workspaceId(), order.slot(), order.operationId());
        return outbox.append(number.addedEvent()).chain(() -> outbox.append(current.assignedEvent(order.operationId())));
    }

    /** The carrier sold it, but here it is quarantined, set aside or assigned: it is returned to the carrier. */
    private Uni<Void> reportNotAssignable(PhoneNumber number, NumberOrdered order) {
        Log.errorf("%s was bought (order %s, operation %s), but it is %s here: it is returned to %s",
                PhoneNumbers.mask(number.e164()), order.orderId(), order.operationId(), number.status().publicName(),
                order.carrier());
        return releases.returnBought(number, order).chain(() -> order.purpose() == OrderPurpose.STOCK
                ? orders.markFailed(order.orderId(), NOT_ASSIGNABLE, "The number is in the stock already and not free")
                : answerWithHolding(number, order));
    }

    /** Refuses if the workspace has released the number since: a released number is not assigned again. */
    private Uni<Void> repeatAnswer(PhoneNumber number, NumberOrdered order) {
        return order.purpose() == OrderPurpose.STOCK ? Uni.createFrom().voidItem() : answerWithHolding(number, order);
    }

    private Uni<Void> answerWithHolding(PhoneNumber number, NumberOrdered order) {
        return operations.lockHolding(assignee(order)).flatMap(holding -> holding.number() == null ? refuse(order)
                : answerWithCurrent(number, holding.number(), order, false));
    }

    private Uni<Void> refuse(NumberOrdered order) {
        return outbox.append(new NumberAssignmentRefused(order.operationId(), order.workspaceId(), order.slot(),
                order.e164(), NOT_ASSIGNABLE));
    }

    private static Assignee assignee(NumberOrdered order) {
        return new Assignee(order.workspaceId(), order.workspaceName(), order.slot(), order.operationId());
    }

    private static Change change(NumberOrdered order, String reason) {
        return new Change(GATEWAY, reason, order.operationId() == null ? order.orderId() : order.operationId());
    }
}
