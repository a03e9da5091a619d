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
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.stock.Share;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.stock.StockNumber;
import io.trunkline.simulator.telnyx.TelnyxConfig;
import io.trunkline.simulator.telnyx.TelnyxError;
import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.telnyx.TelnyxWebhooks;
import io.trunkline.simulator.telnyx.number.NumberOrder.SubOrder;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.OrderRequest;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.WantedNumber;
import io.trunkline.simulator.telnyx.number.OrderedNumber.State;

/**
 * Orders for numbers. An order is taken at once and decided a while later, each of its numbers for itself: one that was not
 * for sale when it was ordered fails, one that lacks its requirement group waits, every other one is bought.
 */
@Singleton
class NumberOrders {

    private final Stock stock;
    private final PhoneNumbers numbers;
    private final TelnyxConfig config;
    private final TelnyxWebhooks webhooks;
    private final Map<String, NumberOrder> byId = new HashMap<>();
    private long count;

    NumberOrders(Stock stock, Ledger ledger, PhoneNumbers numbers, TelnyxConfig config, TelnyxWebhooks webhooks) {
        this.stock = stock;
        this.numbers = numbers;
        this.config = config;
        this.webhooks = webhooks;
        PastOrders.of(ledger, stock).forEach(order -> byId.put(order.id(), order));
        count = byId.size();
    }

    /** Takes the order; its outcome follows in the background. */
    NumberOrder place(String account, OrderRequest asked) {
        NumberOrder order = add(account, asked, asked.phoneNumbers().stream().map(this::reserve).toList());
        decideLater(order.id());
        return order;
    }

    /** Gives the waiting numbers of one part their requirement group. */
    SubOrder meetRequirements(String account, String subOrderId, String requirementGroupId) {
        NumberOrder order = required(account, subOrderId);
        NumberOrder met = change(order.id(), (part, number) -> part.id().equals(subOrderId)
                && number.state() == State.REQUIREMENTS_MISSING ? number.meeting(requirementGroupId) : number);
        decideLater(order.id());
        return met.part(subOrderId);
    }

    /** Ends what waits in one part. */
    SubOrder cancel(String account, String subOrderId) {
        NumberOrder order = required(account, subOrderId);
        if (!order.part(subOrderId).status().equals("pending")) {
            throw TelnyxError.of(Reason.UNPROCESSABLE, "Only a pending order can be cancelled.");
        }
        NumberOrder cancelled = change(order.id(),
                (part, number) -> part.id().equals(subOrderId) ? cancelled(number) : number);
        announceIfComplete(cancelled).subscribe().with(done -> Log.debugf("Order %s is cancelled", order.id()),
                failure -> Log.errorf(failure, "Order %s got stuck", order.id()));
        return cancelled.part(subOrderId);
    }

    /** Nobody sees what another account has. */
    synchronized Optional<NumberOrder> byId(String account, String id) {
        return Optional.ofNullable(byId.get(id)).filter(order -> order.account().equals(account));
    }

    synchronized List<NumberOrder> newestFirst(String account) {
        return byId.values().stream().filter(order -> order.account().equals(account))
                .sorted(Comparator.comparingLong(NumberOrder::seq).reversed()).toList();
    }

    /** The order that has this part. */
    NumberOrder required(String account, String subOrderId) {
        return newestFirst(account).stream()
                .filter(order -> order.subOrders().stream().anyMatch(part -> part.id().equals(subOrderId)))
                .findFirst().orElseThrow(TelnyxError::notFound);
    }

    private OrderedNumber reserve(WantedNumber wanted) {
        StockNumber stocked = stock.find(wanted.phoneNumber()).filter(Share.TELNYX::has).orElse(null);
        OrderedNumber number = OrderedNumber.of(wanted, stocked, stock.countryOf(wanted.phoneNumber()),
                stocked != null && numbers.reserve(wanted.phoneNumber()));
        return number.reserved() && !number.meetsRequirements() ? number.in(State.REQUIREMENTS_MISSING) : number;
    }

    private synchronized NumberOrder add(String account, OrderRequest asked, List<OrderedNumber> ordered) {
        NumberOrder order = NumberOrder.place(++count, account, asked, ordered);
        byId.put(order.id(), order);
        return order;
    }

    private synchronized NumberOrder change(String id, BiFunction<SubOrder, OrderedNumber, OrderedNumber> change) {
        return byId.compute(id, (key, order) -> order.with(change));
    }

    private void decideLater(String id) {
        Uni<Void> now = Uni.createFrom().voidItem();
        (config.orderDelay().isZero() ? now : now.onItem().delayIt().by(config.orderDelay()))
                .chain(() -> announceIfComplete(decide(id))).subscribe().with(
                        done -> Log.debugf("Order %s is decided", id),
                        failure -> Log.errorf(failure, "Order %s got stuck", id));
    }

    private synchronized NumberOrder decide(String id) {
        NumberOrder order = byId.get(id);
        return change(id, (part, number) -> number.state() == State.PENDING ? decide(order, part, number) : number);
    }

    private OrderedNumber decide(NumberOrder order, SubOrder part, OrderedNumber number) {
        if (!number.reserved()) {
            return number.in(State.FAILED);
        }
        numbers.buy(order.account(), number.stocked(), order.asked().customerReference(),
                PastOrders.settings(order, part, number));
        return number.in(State.BOUGHT);
    }

    private OrderedNumber cancelled(OrderedNumber number) {
        if (!number.state().status.equals("pending")) {
            return number;
        }
        if (number.reserved()) {
            numbers.giveBack(number.e164());
        }
        return number.in(State.CANCELLED);
    }

    private Uni<Void> announceIfComplete(NumberOrder order) {
        if (!order.isComplete() || config.orderWebhookUrl().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return webhooks.announce(webhooks.prepare(order.account(), "number_order.complete", OrderView.of(order),
                config.orderWebhookUrl().get(), null));
    }
}
