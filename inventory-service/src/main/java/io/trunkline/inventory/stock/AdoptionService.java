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
 * Follows what happens to numbers at the carriers. A number that was bought joins the stock, and goes on to the workspace
 * it was bought for. The same order twice, or a number we have already, changes nothing. Whoever waits for a number is
 * answered in each case.
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

    /** Only a number that we gave back; anything else about a number that we count on is for reconciliation to judge. */
    @WithTransaction
    public Uni<Void> retire(CarrierNumberReleased released) {
        return numbers.lockLive(released.e164()).flatMap(number -> {
            if (number == null || number.lifecycle() != Lifecycle.RELEASING) {
                Log.warnf("%s was released by %s, but not for us: it is %s here", PhoneNumbers.mask(released.e164()),
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
                // Sold to us again, so its carrier has let go of it: that news is only late.
                return outbox.append(live.retire(order.orderedAt(), change(order, "sold again by " + order.carrier())))
                        .chain(numbers::flushChanges).chain(() -> addToStock(order));
            }
            return live.isFree() ? fulfil(live, order, false) : reportNotAssignable(live, order);
        });
    }

    private Uni<Void> addToStock(NumberOrdered order) {
        return numbers.insert(Ids.next(), NewNumber.ordered(order), change(order, "bought from " + order.carrier()))
                .onItem().ifNull().failWith(() -> new RetryableException("The number joined the stock a moment ago"))
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
        Log.infof("%s belongs to %s/%s (operation %s)", PhoneNumbers.mask(number.e164()), order.workspaceId(), order.slot(),
                order.operationId());
        NumberAssigned assigned = number.assign(assignee(order), change(order, "bought for this operation"));
        return numbers.flushChanges().chain(() -> outbox.append(assigned));
    }

    /** The slot has a number, which is the answer; the one that was bought stays, paid, in the stock. */
    private Uni<Void> answerWithCurrent(PhoneNumber number, PhoneNumber current, NumberOrdered order, boolean isNew) {
        if (!isNew) {
            return outbox.append(current.assignedEvent(order.operationId()));
        }
        Log.warnf("%s was bought for %s/%s (operation %s), which has another number: it stays in the stock",
                PhoneNumbers.mask(number.e164()), order.workspaceId(), order.slot(), order.operationId());
        return outbox.append(number.addedEvent()).chain(() -> outbox.append(current.assignedEvent(order.operationId())));
    }

    /** Sold to us, says its carrier, but our books have it resting, set aside or somebody's: a person must look. */
    private Uni<Void> reportNotAssignable(PhoneNumber number, NumberOrdered order) {
        if (order.purpose() == OrderPurpose.STOCK) {
            Log.errorf("%s was bought for the stock (order %s), but it is %s here", PhoneNumbers.mask(number.e164()),
                    order.orderId(), number.status().publicName());
            return orders.markFailed(order.orderId(), NOT_ASSIGNABLE, "The number is ours already and not free");
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

    /** What the order brought is no longer the workspace's: it was given up, and what was given up is not given again. */
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
