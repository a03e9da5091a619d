package io.trunkline.simulator.telnyx.number;

import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.RestPath;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.trunkline.simulator.faults.Operation;
import io.trunkline.simulator.telnyx.JsonBody;
import io.trunkline.simulator.telnyx.QueryParameters;
import io.trunkline.simulator.telnyx.TelnyxApi;
import io.trunkline.simulator.telnyx.TelnyxException;
import io.trunkline.simulator.telnyx.TelnyxException.Reason;
import io.trunkline.simulator.telnyx.TelnyxIds;
import io.trunkline.simulator.telnyx.number.NumberOrder.SubOrder;
import io.trunkline.simulator.telnyx.number.OrderView.SubOrderView;

/** The sub-orders, one for each country and type. */
@Path("/telnyx/v2/sub_number_orders")
@Blocking
public class SubNumberOrdersResource {

    private static final Set<String> FILTERS = Set.of("filter[status]", "filter[order_request_id]", "filter[country_code]",
            "filter[phone_number_type]", "filter[phone_numbers_count]");

    private final TelnyxApi api;
    private final NumberOrderService orders;

    SubNumberOrdersResource(TelnyxApi api, NumberOrderService orders) {
        this.api = api;
        this.orders = orders;
    }

    @GET
    public Uni<Response> list(UriInfo uri) {
        return api.respond(Operation.LIST, null, () -> {
            QueryParameters query = new QueryParameters(uri.getQueryParameters(), FILTERS);
            List<SubOrderView> matching = orders.newestFirst(api.account()).stream()
                    .flatMap(order -> order.subOrders().stream().map(part -> SubOrderView.of(order, part)))
                    .filter(part -> query.matches("filter[status]", part.status()))
                    .filter(part -> query.matches("filter[order_request_id]", part.orderRequestId()))
                    .filter(part -> query.matches("filter[country_code]", part.countryCode()))
                    .filter(part -> query.matches("filter[phone_number_type]", part.phoneNumberType()))
                    .filter(part -> query.matches("filter[phone_numbers_count]", part.phoneNumbersCount())).toList();
            return query.page(matching, part -> part);
        });
    }

    @GET
    @Path("/{id}")
    public Uni<Response> fetch(@RestPath String id, UriInfo uri) {
        return api.execute(Operation.LIST, null, () -> {
            new QueryParameters(uri.getQueryParameters(), Set.of("filter[include_phone_numbers]"));
            return view(orders.required(api.account(), id).part(id));
        });
    }

    @PATCH
    @Path("/{id}/cancel")
    public Uni<Response> cancel(@RestPath String id) {
        return api.execute(Operation.CONFIGURE, null, () -> view(orders.cancel(api.account(), id)));
    }

    @POST
    @Path("/{id}/requirement_group")
    public Uni<Response> meetRequirements(@RestPath String id, Map<String, Object> body) {
        return api.execute(Operation.CONFIGURE, null, () -> {
            Map<String, Object> members = JsonBody.read(body, Map.of("requirement_group_id", JsonBody.Kind.TEXT));
            JsonBody.require(members, "requirement_group_id");
            String group = (String) members.get("requirement_group_id");
            if (!TelnyxIds.isUuid(group)) {
                throw TelnyxException.forField("/requirement_group_id", Reason.NO_SUCH_ASSOCIATION,
                        "There is no such requirement group.");
            }
            return view(orders.meetRequirements(api.account(), id, group));
        });
    }

    private SubOrderView view(SubOrder part) {
        return SubOrderView.of(orders.required(api.account(), part.id()), part);
    }
}
