package io.trunkline.simulator.telnyx.number;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.inventory.CarrierShare;
import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.telnyx.TelnyxConfig;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.TelnyxWebhookSender;
import io.trunkline.simulator.telnyx.number.NumberOrder.SubOrder;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.OrderRequest;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.RequestedNumber;
import io.trunkline.simulator.telnyx.number.OrderedNumber.State;

/**
 * Number orders. An order is accepted at once and decided later, each number separately: a number that was not for sale fails,
 * a number without its requirement group stays pending, every other number is bought.
 */
@Singleton
class NumberOrderService {

    private final NumberInventory inventory;
    private final PhoneNumberStore numbers;
    private final TelnyxConfig config;
    private final TelnyxWebhookSender webhooks;
    private final Map<String, NumberOrder> byId = new HashMap<>();
    private long count;

    NumberOrderService(NumberInventory inventory, Ledger ledger, PhoneNumberStore numbers, TelnyxConfig config,
            TelnyxWebhookSender webhooks) {
        this.inventory = inventory;
        this.numbers = numbers;
        this.config = config;
        this.webhooks = webhooks;
        OrderHistory.of(ledger, inventory).forEach(order -> byId.put(order.id(), order));
        count = byId.size();
    }

    /** Accepts the order. Its outcome follows in the background. */
    NumberOrder place(String account, OrderRequest request) {
        NumberOrder order = add(account, request, request.phoneNumbers().stream().map(this::reserve).toList());
        scheduleDecision(order.id());
        return order;
    }

    /** Sets the requirement group of the pending numbers of one sub-order. */
    SubOrder meetRequirements(String account, String subOrderId, String requirementGroupId) {
        NumberOrder order = required(account, subOrderId);
        NumberOrder updated = change(order.id(), (part, number) -> part.id().equals(subOrderId)
                && number.state() == State.REQUIREMENTS_MISSING ? number.withRequirementGroup(requirementGroupId) : number);
        scheduleDecision(order.id());
        return updated.part(subOrderId);
    }

    /** Cancels the pending numbers of one sub-order. */
    SubOrder cancel(String account, String subOrderId) {
        NumberOrder order = required(account, subOrderId);
        if (!order.part(subOrderId).status().equals("pending")) {
            throw TelnyxException.of(Reason.UNPROCESSABLE, "Only a pending order can be cancelled.");
        }
        NumberOrder cancelled = change(order.id(),
                (part, number) -> part.id().equals(subOrderId) ? cancelled(number) : number);
        sendWebhookIfComplete(cancelled).subscribe().with(done -> Log.debugf("Order %s is cancelled", order.id()),
                failure -> Log.errorf(failure, "Order Delivery of %s failed", order.id()));
        return cancelled.part(subOrderId);
    }

    /** Only the resources of the account itself. */
    synchronized Optional<NumberOrder> byId(String account, String id) {
        return Optional.ofNullable(byId.get(id)).filter(order -> order.account().equals(account));
    }

    synchronized List<NumberOrder> newestFirst(String account) {
        return byId.values().stream().filter(order -> order.account().equals(account))
                .sorted(Comparator.comparingLong(NumberOrder::seq).reversed()).toList();
    }

    /** The order of this sub-order. */
    NumberOrder required(String account, String subOrderId) {
        return newestFirst(account).stream()
                .filter(order -> order.subOrders().stream().anyMatch(part -> part.id().equals(subOrderId)))
                .findFirst().orElseThrow(TelnyxException::notFound);
    }

    private OrderedNumber reserve(RequestedNumber requested) {
        InventoryNumber inventoryNumber = inventory.find(requested.phoneNumber()).filter(CarrierShare.TELNYX::has).orElse(null);
        OrderedNumber number = OrderedNumber.of(requested, inventoryNumber, inventory.countryOf(requested.phoneNumber()),
                inventoryNumber != null && numbers.reserve(requested.phoneNumber()));
        return number.reserved() && !number.meetsRequirements() ? number.withState(State.REQUIREMENTS_MISSING) : number;
    }

    private synchronized NumberOrder add(String account, OrderRequest request, List<OrderedNumber> ordered) {
        NumberOrder order = NumberOrder.place(++count, account, request, ordered);
        byId.put(order.id(), order);
        return order;
    }

    private synchronized NumberOrder change(String id, BiFunction<SubOrder, OrderedNumber, OrderedNumber> change) {
        return byId.compute(id, (key, order) -> order.with(change));
    }

    private void scheduleDecision(String id) {
        Uni<Void> now = Uni.createFrom().voidItem();
        (config.orderDelay().isZero() ? now : now.onItem().delayIt().by(config.orderDelay()))
                .chain(() -> sendWebhookIfComplete(decide(id))).subscribe().with(
                        done -> Log.debugf("Order %s is decided", id),
                        failure -> Log.errorf(failure, "Order Delivery of %s failed", id));
    }

    private synchronized NumberOrder decide(String id) {
        NumberOrder order = byId.get(id);
        return change(id, (part, number) -> number.state() == State.PENDING ? decide(order, part, number) : number);
    }

    private OrderedNumber decide(NumberOrder order, SubOrder part, OrderedNumber number) {
        if (!number.reserved()) {
            return number.withState(State.FAILED);
        }
        numbers.buy(order.account(), number.inventoryNumber(), order.request().customerReference(),
                OrderHistory.settings(order, part, number));
        return number.withState(State.BOUGHT);
    }

    private OrderedNumber cancelled(OrderedNumber number) {
        if (!number.state().status.equals("pending")) {
            return number;
        }
        if (number.reserved()) {
            numbers.cancelReservation(number.e164());
        }
        return number.withState(State.CANCELLED);
    }

    private Uni<Void> sendWebhookIfComplete(NumberOrder order) {
        if (!order.isComplete() || config.orderWebhookUrl().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return webhooks.sendAndLogFailure(webhooks.prepare(order.account(), "number_order.complete", OrderView.of(order),
                config.orderWebhookUrl().get(), null));
    }
}
