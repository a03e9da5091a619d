package io.trunkline.inventory.stock;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.events.NumberType;

/** A purchase for the stock, with the result of each number. */
record PurchaseView(UUID id, List<Line> numbers, List<String> warnings) {

    private static final String TOLL_FREE_WARNING = "In the US, toll-free numbers must have subscribers:"
            + " warehousing (47 CFR 52.105) and hoarding (47 CFR 52.107) are prohibited. Keep only a small buffer.";

    /**
     * @param result bought, failed or pending; a pending order continues in the background
     * @param code the reason of a failure, one of carrier-gateway's codes; of a pending order: why a person must decide
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(UUID orderId, String result, UUID id, @JsonProperty("phone_number") String phoneNumber, String code,
            String detail) {

        static Line of(StockOrder order) {
            String result = switch (order.state()) {
                case BOUGHT -> "bought";
                case FAILED -> "failed";
                case PENDING, UNKNOWN -> "pending";
            };
            return new Line(order.id(), result, order.numberId(), order.e164(), order.code(), order.detail());
        }
    }

    static PurchaseView of(UUID id, List<StockOrder> orders) {
        boolean tollFree = orders.stream().anyMatch(order -> order.numberType() == NumberType.TOLL_FREE);
        return new PurchaseView(id, orders.stream().map(Line::of).toList(),
                tollFree ? List.of(TOLL_FREE_WARNING) : List.of());
    }
}
