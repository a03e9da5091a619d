package io.trunkline.simulator.telnyx.number;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.trunkline.simulator.telnyx.number.NumberOrder.SubOrder;

/**
 * An order in Telnyx's JSON.
 *
 * @param phoneNumbers as {@link Line} or, in lists, as {@link Mention}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record OrderView(String id, String recordType, String status, int phoneNumbersCount, List<?> phoneNumbers,
        List<String> subNumberOrdersIds, boolean requirementsMet, String connectionId, String messagingProfileId,
        String billingGroupId, String customerReference, Instant createdAt, Instant updatedAt) {

    /** The requirements of a regulated number: a name and an address. The ids are invented. */
    private static final List<Requirement> REQUIREMENTS = List.of(
            new Requirement("8ffb3622-7c6b-4ccc-b65f-7a3dc0099576", "requirement", "textual", null),
            new Requirement("d70873cd-7c98-401a-81b6-b1ae08246995", "requirement", "address", null));

    /** One requirement of the regulator. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Requirement(String requirementId, String recordType, String fieldType, String fieldValue) {
    }

    /** A number of an order, in a single order. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Line(String id, String recordType, String phoneNumber, String status, String bundleId, String countryCode,
            String countryIsoAlpha2, String phoneNumberType, List<Requirement> regulatoryRequirements,
            boolean requirementsMet, String requirementsStatus) {
    }

    /** A number of an order, in a list of orders. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Mention(String id, String phoneNumber) {
    }

    /** The part of an order with one country and type. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record SubOrderView(String id, String recordType, String orderRequestId, String status, String countryCode,
            String phoneNumberType, int phoneNumbersCount, boolean isBlockSubNumberOrder,
            List<Requirement> regulatoryRequirements, boolean requirementsMet, String customerReference, Instant createdAt,
            Instant updatedAt) {

        static SubOrderView of(NumberOrder order, SubOrder part) {
            return new SubOrderView(part.id(), "sub_number_order", order.id(), part.status(), part.first().country(),
                    part.first().type(), part.numbers().size(), false, requirements(part.first()), part.meetsRequirements(),
                    order.request().customerReference(), order.created(), order.updated());
        }
    }

    static OrderView of(NumberOrder order) {
        return of(order, order.numbers().stream().map(OrderView::line));
    }

    static OrderView inList(NumberOrder order) {
        return of(order, order.numbers().stream().map(number -> new Mention(number.id(), number.e164())));
    }

    private static OrderView of(NumberOrder order, Stream<?> numbers) {
        return new OrderView(order.id(), "number_order", order.status(), order.numbers().size(), numbers.toList(),
                order.subOrders().stream().map(SubOrder::id).toList(), order.meetsRequirements(),
                order.request().connectionId(), order.request().messagingProfileId(), order.request().billingGroupId(),
                order.request().customerReference(), order.created(), order.updated());
    }

    private static Line line(OrderedNumber number) {
        return new Line(number.id(), "number_order_phone_number", number.e164(), number.state().status, number.bundleId(),
                number.country(), number.country(), number.type(), requirements(number), number.meetsRequirements(),
                number.state().requirements);
    }

    private static List<Requirement> requirements(OrderedNumber number) {
        return number.isRegulated() ? REQUIREMENTS : List.of();
    }
}
