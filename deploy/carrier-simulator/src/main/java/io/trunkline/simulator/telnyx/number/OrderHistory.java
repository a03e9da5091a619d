package io.trunkline.simulator.telnyx.number;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.trunkline.simulator.inventory.InventoryNumber;
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.ledger.Ledger;
import io.trunkline.simulator.ledger.LedgerAction;
import io.trunkline.simulator.ledger.LedgerEntry;
import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.TelnyxAccountRegistry;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.number.NumberOrder.SubOrder;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.OrderRequest;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.RequestedNumber;
import io.trunkline.simulator.telnyx.number.OrderedNumber.State;

/**
 * The orders of earlier runs, rebuilt from the bought numbers in the ledger. Pending and failed orders are lost on a restart.
 */
final class OrderHistory {

    private OrderHistory() {
    }

    /** The settings of a number bought by an order, with the ids of the order. */
    static Map<String, Object> settings(NumberOrder order, SubOrder part, OrderedNumber number) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("order_id", order.id());
        settings.put("sub_order_id", part.id());
        settings.put("order_number_id", number.id());
        settings.put("requirement_group_id", number.requirementGroupId());
        settings.put("bundle_id", number.bundleId());
        settings.put("connection_id", order.request().connectionId());
        settings.put("messaging_profile_id", order.request().messagingProfileId());
        settings.put("billing_group_id", order.request().billingGroupId());
        settings.values().removeIf(value -> value == null);
        return settings;
    }

    /** Oldest first. */
    static List<NumberOrder> of(Ledger ledger, NumberInventory inventory) {
        Map<String, List<LedgerEntry>> byOrder = new LinkedHashMap<>();
        ledger.entries().stream()
                .filter(entry -> entry.carrier().equals(TelnyxApi.CARRIER) && entry.action() == LedgerAction.NUMBER_BOUGHT)
                .forEach(entry -> byOrder.computeIfAbsent(text(entry, "order_id"), id -> new ArrayList<>()).add(entry));
        List<NumberOrder> orders = new ArrayList<>();
        byOrder.forEach((id, entries) -> orders.add(order(orders.size() + 1L, id, entries, inventory)));
        return orders;
    }

    private static NumberOrder order(long seq, String id, List<LedgerEntry> entries, NumberInventory inventory) {
        Map<String, List<OrderedNumber>> parts = new LinkedHashMap<>();
        entries.forEach(entry -> parts.computeIfAbsent(text(entry, "sub_order_id"), part -> new ArrayList<>())
                .add(number(entry, inventory)));
        LedgerEntry first = entries.get(0);
        OrderRequest request = new OrderRequest(entries.stream().map(OrderHistory::requestedNumber).toList(),
                text(first, "connection_id"), text(first, "messaging_profile_id"), text(first, "billing_group_id"),
                first.reference());
        return new NumberOrder(seq, TelnyxAccountRegistry.of(first), id, request,
                parts.entrySet().stream().map(part -> new SubOrder(part.getKey(), List.copyOf(part.getValue()))).toList(),
                first.at(), first.at());
    }

    private static OrderedNumber number(LedgerEntry entry, NumberInventory inventory) {
        InventoryNumber inventoryNumber = inventory.find(entry.number()).orElseThrow();
        OrderedNumber bought = OrderedNumber.of(requestedNumber(entry), inventoryNumber, inventoryNumber.country(), true)
                .withState(State.BOUGHT);
        return bought.withId(text(entry, "order_number_id"));
    }

    private static RequestedNumber requestedNumber(LedgerEntry entry) {
        return new RequestedNumber(entry.number(), text(entry, "requirement_group_id"), text(entry, "bundle_id"));
    }

    private static String text(LedgerEntry entry, String member) {
        return (String) JsonBody.fromLedger(entry.details()).get(member);
    }
}
