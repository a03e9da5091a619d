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
import io.trunkline.simulator.inventory.NumberInventory;
import io.trunkline.simulator.telnyx.QueryParameters;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxApi.Data;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.connection.Connection.Kind;

/** Number orders: answered at once with {@code pending}, decided later. */
@Path("/telnyx/v2/number_orders")
@Blocking
public class NumberOrdersResource {

    private static final Set<String> FILTERS = Set.of("filter[status]", "filter[customer_reference]",
            "filter[phone_numbers_count]", "filter[requirements_met]", "filter[created_at][gt]", "filter[created_at][lt]");

    private final TelnyxApi api;
    private final NumberInventory inventory;
    private final PhoneNumberStore numbers;
    private final NumberOrderService orders;
    private final NumberSettings settings;

    NumberOrdersResource(TelnyxApi api, NumberInventory inventory, PhoneNumberStore numbers, NumberOrderService orders,
            NumberSettings settings) {
        this.api = api;
        this.inventory = inventory;
        this.numbers = numbers;
        this.orders = orders;
        this.settings = settings;
    }

    /** A request to order numbers; only the numbers are required. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record OrderRequest(List<RequestedNumber> phoneNumbers, String connectionId, String messagingProfileId,
            String billingGroupId, String customerReference) {

        public OrderRequest {
            phoneNumbers = phoneNumbers == null ? List.of() : List.copyOf(phoneNumbers);
        }
    }

    /** One number of the order, E.164. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record RequestedNumber(String phoneNumber, String requirementGroupId, String bundleId) {
    }

    @POST
    public Uni<Response> place(OrderRequest request) {
        Map<FaultKind, Supplier<Response>> errorResponses = Map.of(
                FaultKind.NUMBER_TAKEN, () -> {
                    checked(request).phoneNumbers().forEach(requested -> numbers.markSoldElsewhere(requested.phoneNumber()));
                    return placed(request);
                },
                FaultKind.NO_INVENTORY, () -> TelnyxException.forField("/phone_numbers/0/phone_number", Reason.UNPROCESSABLE,
                        "The requested phone number is not available.").toResponse());
        String only = request != null && request.phoneNumbers().size() == 1 ? request.phoneNumbers().get(0).phoneNumber()
                : null;
        return api.respond(Operation.ORDER, only, () -> placed(checked(request)), errorResponses);
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id) {
        return api.execute(Operation.LIST, null,
                () -> orders.byId(api.account(), id).map(OrderView::of).orElseThrow(TelnyxException::notFound));
    }

    @GET
    public Uni<Response> list(UriInfo uri) {
        return api.respond(Operation.LIST, null, () -> {
            QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTERS);
            Instant after = moment(query, "filter[created_at][gt]", Instant.MIN);
            Instant before = moment(query, "filter[created_at][lt]", Instant.MAX);
            List<NumberOrder> matching = orders.newestFirst(api.account()).stream()
                    .filter(order -> query.matches("filter[status]", order.status()))
                    .filter(order -> query.matches("filter[customer_reference]", order.request().customerReference()))
                    .filter(order -> query.matches("filter[phone_numbers_count]", order.numbers().size()))
                    .filter(order -> query.matches("filter[requirements_met]", order.meetsRequirements()))
                    .filter(order -> order.created().isAfter(after) && order.created().isBefore(before)).toList();
            return query.page(matching, OrderView::inList);
        });
    }

    private Response placed(OrderRequest request) {
        return Response.ok(new Data(OrderView.of(orders.place(api.account(), request)))).build();
    }

    private OrderRequest checked(OrderRequest request) {
        if (request == null || request.phoneNumbers().isEmpty()) {
            throw TelnyxException.forField("/phone_numbers", Reason.MISSING_PARAMETER,
                    "The 'phone_numbers' parameter is required.");
        }
        for (int i = 0; i < request.phoneNumbers().size(); i++) {
            check(request.phoneNumbers().get(i), "/phone_numbers/" + i);
        }
        settings.requireExists(Kind.FOR_CALLS, request.connectionId(), "/connection_id");
        settings.requireExists(Set.of(Kind.MESSAGING_PROFILE), request.messagingProfileId(), "/messaging_profile_id");
        return request;
    }

    private void check(RequestedNumber requested, String pointer) {
        String number = requested.phoneNumber();
        if (number == null) {
            throw TelnyxException.forField(pointer + "/phone_number", Reason.MISSING_PARAMETER,
                    "The 'phone_number' parameter is required.");
        }
        if (!number.matches("\\+[1-9][0-9]{1,14}")) {
            throw TelnyxException.forField(pointer + "/phone_number", Reason.NOT_E164, number + " is not in +E.164 format.");
        }
        if (!inventory.isValid(number)) {
            throw TelnyxException.forField(pointer + "/phone_number", Reason.INVALID_NUMBER,
                    number + " is not a phone number.");
        }
        if (requested.requirementGroupId() != null && !TelnyxIds.isUuid(requested.requirementGroupId())) {
            throw TelnyxException.forField(pointer + "/requirement_group_id", Reason.NO_SUCH_ASSOCIATION,
                    "There is no such requirement group.");
        }
    }

    private static Instant moment(QueryParameters query, String name, Instant defaultValue) {
        try {
            return query.text(name) == null ? defaultValue : OffsetDateTime.parse(query.text(name)).toInstant();
        } catch (DateTimeParseException e) {
            throw TelnyxException.of(Reason.BAD_REQUEST, name + " is a date and time in ISO 8601");
        }
    }
}
