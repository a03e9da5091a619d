package io.trunkline.simulator.telnyx.number;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.FaultKind;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.stock.Stock;
import io.trunkline.simulator.telnyx.Query;
import io.trunkline.simulator.telnyx.TelnyxCalls;
import io.trunkline.simulator.telnyx.TelnyxCalls.Data;
import io.trunkline.simulator.telnyx.TelnyxError;
import io.trunkline.simulator.telnyx.TelnyxError.Reason;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;

/** Orders: answered at once with {@code pending}, decided later. */
@Path("/telnyx/v2/number_orders")
@Blocking
public class NumberOrdersResource {

    private static final Set<String> FILTERS = Set.of("filter[status]", "filter[customer_reference]",
            "filter[phone_numbers_count]", "filter[requirements_met]", "filter[created_at][gt]", "filter[created_at][lt]");

    private final TelnyxCalls calls;
    private final Stock stock;
    private final PhoneNumbers numbers;
    private final NumberOrders orders;
    private final NumberSettings settings;

    NumberOrdersResource(TelnyxCalls calls, Stock stock, PhoneNumbers numbers, NumberOrders orders, NumberSettings settings) {
        this.calls = calls;
        this.stock = stock;
        this.numbers = numbers;
        this.orders = orders;
        this.settings = settings;
    }

    /** An order as it is asked for; only the numbers are required. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record OrderRequest(List<WantedNumber> phoneNumbers, String connectionId, String messagingProfileId,
            String billingGroupId, String customerReference) {

        public OrderRequest {
            phoneNumbers = phoneNumbers == null ? List.of() : List.copyOf(phoneNumbers);
        }
    }

    /** One of its numbers, E.164. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record WantedNumber(String phoneNumber, String requirementGroupId, String bundleId) {
    }

    @POST
    public Uni<Response> place(OrderRequest asked) {
        Map<FaultKind, Supplier<Response>> refusals = Map.of(
                FaultKind.NUMBER_TAKEN, () -> {
                    checked(asked).phoneNumbers().forEach(wanted -> numbers.sellElsewhere(wanted.phoneNumber()));
                    return placed(asked);
                },
                FaultKind.NO_INVENTORY, () -> TelnyxError.at("/phone_numbers/0/phone_number", Reason.UNPROCESSABLE,
                        "The requested phone number is not available.").toResponse());
        String only = asked != null && asked.phoneNumbers().size() == 1 ? asked.phoneNumbers().get(0).phoneNumber() : null;
        return calls.answer(Operation.ORDER, only, () -> placed(checked(asked)), refusals);
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return calls.play(Operation.LIST, null,
                () -> orders.byId(calls.account(), id).map(OrderView::of).orElseThrow(TelnyxError::notFound));
    }

    @GET
    public Uni<Response> list(UriInfo uri) {
        return calls.answer(Operation.LIST, null, () -> {
            Query query = new Query(uri.getQueryParameters(), FILTERS);
            Instant after = moment(query, "filter[created_at][gt]", Instant.MIN);
            Instant before = moment(query, "filter[created_at][lt]", Instant.MAX);
            List<NumberOrder> fitting = orders.newestFirst(calls.account()).stream()
                    .filter(order -> query.allows("filter[status]", order.status()))
                    .filter(order -> query.allows("filter[customer_reference]", order.asked().customerReference()))
                    .filter(order -> query.allows("filter[phone_numbers_count]", order.numbers().size()))
                    .filter(order -> query.allows("filter[requirements_met]", order.meetsRequirements()))
                    .filter(order -> order.created().isAfter(after) && order.created().isBefore(before)).toList();
            return query.page(fitting, OrderView::inList);
        });
    }

    private Response placed(OrderRequest asked) {
        return Response.ok(new Data(OrderView.of(orders.place(calls.account(), asked)))).build();
    }

    private OrderRequest checked(OrderRequest asked) {
        if (asked == null || asked.phoneNumbers().isEmpty()) {
            throw TelnyxError.at("/phone_numbers", Reason.MISSING_PARAMETER, "The 'phone_numbers' parameter is required.");
        }
        for (int i = 0; i < asked.phoneNumbers().size(); i++) {
            check(asked.phoneNumbers().get(i), "/phone_numbers/" + i);
        }
        settings.refer(Kind.FOR_CALLS, asked.connectionId(), "/connection_id");
        settings.refer(Set.of(Kind.MESSAGING_PROFILE), asked.messagingProfileId(), "/messaging_profile_id");
        return asked;
    }

    private void check(WantedNumber wanted, String pointer) {
        String number = wanted.phoneNumber();
        if (number == null) {
            throw TelnyxError.at(pointer + "/phone_number", Reason.MISSING_PARAMETER,
                    "The 'phone_number' parameter is required.");
        }
        if (!number.matches("\\+[1-9][0-9]{1,14}")) {
            throw TelnyxError.at(pointer + "/phone_number", Reason.NOT_E164, number + " is not in +E.164 format.");
        }
        if (!stock.isValid(number)) {
            throw TelnyxError.at(pointer + "/phone_number", Reason.INVALID_NUMBER, number + " is no phone number.");
        }
        if (wanted.requirementGroupId() != null && !TelnyxIds.isUuid(wanted.requirementGroupId())) {
            throw TelnyxError.at(pointer + "/requirement_group_id", Reason.NO_SUCH_ASSOCIATION,
                    "There is no such requirement group.");
        }
    }

    private static Instant moment(Query query, String name, Instant otherwise) {
        try {
            return query.text(name) == null ? otherwise : OffsetDateTime.parse(query.text(name)).toInstant();
        } catch (DateTimeParseException e) {
            throw TelnyxError.of(Reason.BAD_REQUEST, name + " is a date and time in ISO 8601");
        }
    }
}
