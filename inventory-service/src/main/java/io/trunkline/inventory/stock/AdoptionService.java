package io.trunkline.inventory.stock;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.CarrierEvent.CarrierNumberReleased;
import io.trunkline.events.CarrierEvent.NumberConfigured;
import io.trunkline.events.CarrierEvent.NumberOrdered;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberAssignmentRefused;
import io.trunkline.events.OrderPurpose;
import io.trunkline.events.PhoneNumbers;
import io.trunkline.inventory.number.Assignee;
import io.trunkline.inventory.number.Change;
import io.trunkline.inventory.number.Lifecycle;
import io.trunkline.inventory.number.NewNumber;
import io.trunkline.inventory.number.NumberRepository;
import io.trunkline.inventory.number.PhoneNumber;
import io.trunkline.kit.Ids;
import io.trunkline.kit.RetryableException;
import io.trunkline.kit.outbox.Outbox;

/**
 * Applies the carriers' events to the stock. A bought number is added to the stock and assigned to the workspace that it was
 * bought for. A repeated order changes nothing. Every order of a workspace is answered: with an assignment or a refusal.
 */
@ApplicationScoped
class AdoptionService {

    private static final String GATEWAY = "carrier-gateway";
    private static final String NOT_ASSIGNABLE = "NUMBER_NOT_ASSIGNABLE";

    private final NumberRepository numbers;
    private final StockOrderRepository orders;
    private final Outbox outbox;

    AdoptionService(NumberRepository numbers, StockOrderRepository orders, Outbox outbox) {
        this.numbers = numbers;
        this.orders = orders;
        this.outbox = outbox;
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

    /** Ignores a number that is not being released here: reconciliation handles that difference. */
    @WithTransaction
    public Uni<Void> retire(CarrierNumberReleased released) {
        return numbers.lockLive(released.e164()).flatMap(number -> {
            if (number == null || number.lifecycle() != Lifecycle.RELEASING) {
                Log.warnf("%s was released by %s without a command: it is %s here", PhoneNumbers.mask(released.e164()),
                        released.carrier(), number == null ? "unknown" : number.status().publicName());
                return Uni.createFrom().voidItem();
            }
            return outbox.append(number.retire(released.releasedAt(),
                    new Change(GATEWAY, "released by " + released.carrier(), released.commandId())));
        });
    }

    private Uni<Void> adoptNew(NumberOrdered order) {
        return numbers.lockLive(order.e164()).flatMap(live -> {
            if (live == null) {
                return addToStock(order);
            }
            if (live.lifecycle() == Lifecycle.RELEASING) {
                // The carrier sold it again, so it has released it: the confirmation is only late.
                return outbox.append(live.retire(order.orderedAt(), change(order, "sold again by " + order.carrier())))
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
        return order.purpose() == OrderPurpose.STOCK
                ? orders.markBought(order.orderId(), number)
                        .chain(() -> isNew ? outbox.append(number.addedEvent()) : Uni.createFrom().voidItem())
                : numbers.lockAssignedTo(assignee(order)).flatMap(current -> current == null ? assign(number, order)
                        : answerWithCurrent(number, current, order, isNew));
    }

    private Uni<Void> assign(PhoneNumber number, NumberOrdered order) {
        Log.infof("%s assigned to %s/%s (operation %s)", PhoneNumbers.mask(number.e164()), order.workspaceId(), order.slot(),
                order.operationId());
        NumberAssigned assigned = number.assign(assignee(order), change(order, "bought for this operation"));
        return numbers.flushChanges().chain(() -> outbox.append(assigned));
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

    /** The carrier sold it, but here it is quarantined, set aside or assigned: an operator must check it. */
    private Uni<Void> reportNotAssignable(PhoneNumber number, NumberOrdered order) {
        if (order.purpose() == OrderPurpose.STOCK) {
            Log.errorf("%s was bought for the stock (order %s), but it is %s here", PhoneNumbers.mask(number.e164()),
                    order.orderId(), number.status().publicName());
            return orders.markFailed(order.orderId(), NOT_ASSIGNABLE, "The number is in the stock already and not free");
        }
        return numbers.lockAssignedTo(assignee(order)).flatMap(current -> {
            if (current != null) {
                return answerWithCurrent(number, current, order, false);
            }
            Log.errorf("%s was bought for %s (operation %s), but it is %s here", PhoneNumbers.mask(number.e164()),
                    order.workspaceId(), order.operationId(), number.status().publicName());
            return refuse(order);
        });
    }

    /** Refuses if the workspace has released the number since: a released number is not assigned again. */
    private Uni<Void> repeatAnswer(PhoneNumber number, NumberOrdered order) {
        return order.purpose() == OrderPurpose.STOCK ? Uni.createFrom().voidItem()
                : numbers.lockAssignedTo(assignee(order))
                        .flatMap(current -> current == null ? refuse(order) : answerWithCurrent(number, current, order, false));
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
