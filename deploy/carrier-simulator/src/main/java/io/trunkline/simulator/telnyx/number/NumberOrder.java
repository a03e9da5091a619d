package io.trunkline.simulator.telnyx.number;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.number.NumberOrdersResource.OrderRequest;

/**
 * An order and its outcome.
 *
 * @param seq increases with every order
 * @param account its owner
 * @param request as received
 * @param subOrders by id, one for each country and type
 */
record NumberOrder(long seq, String account, String id, OrderRequest request, List<SubOrder> subOrders, Instant created,
        Instant updated) {

    /** The part of an order with one country and type. */
    record SubOrder(String id, List<OrderedNumber> numbers) {

        OrderedNumber first() {
            return numbers.get(0);
        }

        String status() {
            return statusOf(numbers);
        }

        boolean meetsRequirements() {
            return numbers.stream().allMatch(OrderedNumber::meetsRequirements);
        }
    }

    static NumberOrder place(long seq, String account, OrderRequest request, List<OrderedNumber> numbers) {
        Map<String, List<OrderedNumber>> groups = new LinkedHashMap<>();
        numbers.forEach(number -> groups.computeIfAbsent(number.country() + number.type(), key -> new ArrayList<>())
                .add(number));
        Instant now = Instant.now();
        return new NumberOrder(seq, account, TelnyxIds.uuid(), request,
                groups.values().stream().map(group -> new SubOrder(TelnyxIds.uuid(), List.copyOf(group))).toList(), now, now);
    }

    /** A copy with every number changed. */
    NumberOrder with(BiFunction<SubOrder, OrderedNumber, OrderedNumber> change) {
        List<SubOrder> changed = subOrders.stream()
                .map(part -> new SubOrder(part.id(),
                        part.numbers().stream().map(number -> change.apply(part, number)).toList()))
                .toList();
        return new NumberOrder(seq, account, id, request, changed, created, Instant.now());
    }

    SubOrder part(String subOrderId) {
        return subOrders.stream().filter(part -> part.id().equals(subOrderId)).findFirst().orElseThrow();
    }

    List<OrderedNumber> numbers() {
        return subOrders.stream().flatMap(part -> part.numbers().stream()).toList();
    }

    String status() {
        return statusOf(numbers());
    }

    boolean isComplete() {
        return !status().equals("pending");
    }

    boolean meetsRequirements() {
        return numbers().stream().allMatch(OrderedNumber::meetsRequirements);
    }

    /**
     * Telnyx does not document the status of an order with only some numbers bought. Here it is a failure.
     */
    private static String statusOf(List<OrderedNumber> numbers) {
        if (numbers.stream().anyMatch(number -> number.state().status.equals("pending"))) {
            return "pending";
        }
        return numbers.stream().allMatch(number -> number.state() == OrderedNumber.State.BOUGHT) ? "success" : "failure";
    }
}
