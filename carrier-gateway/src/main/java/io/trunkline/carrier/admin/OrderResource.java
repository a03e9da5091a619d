package io.trunkline.carrier.admin;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.job.JobState;
import io.trunkline.carrier.order.CarrierOrder;
import io.trunkline.carrier.order.OpenOrders;
import io.trunkline.carrier.order.OrderDecision;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Cursor;

/** Orders at carriers for platform admins: which ones need a person, and what can be done about them. */
@Path("/api/admin/orders")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class OrderResource {

    private final OpenOrders orders;
    private final Caller caller;

    OrderResource(OpenOrders orders, Caller caller) {
        this.orders = orders;
        this.caller = caller;
    }

    /** @param reason stored with the action */
    record Reason(@NotBlank @Size(max = 500) String reason) {
    }

    /** @param nextCursor null on the last page */
    record OrderPage(List<OrderView> orders, String nextCursor) {
    }

    @GET
    public Uni<OrderPage> list(@QueryParam("state") @DefaultValue("needs_attention") String state,
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return orders.list(stateOf(state), Cursor.parse(cursor), limit).map(rows -> new OrderPage(
                rows.stream().limit(limit).map(OrderView::of).toList(), Cursor.next(rows, limit, CarrierOrder::id)));
    }

    /** Looks the outcome up now. */
    @POST
    @Path("/{id}/look-up")
    public Uni<Response> lookUp(UUID id, @NotNull @Valid Reason reason) {
        return decide(id, OrderDecision.LOOK_UP, reason);
    }

    /** Ends the order as failed, unless the carrier shows its purchase. */
    @POST
    @Path("/{id}/give-up")
    public Uni<Response> giveUp(UUID id, @NotNull @Valid Reason reason) {
        return decide(id, OrderDecision.GIVE_UP, reason);
    }

    /** Ends the order with the number that the account holds under another reference. */
    @POST
    @Path("/{id}/adopt")
    public Uni<Response> adopt(UUID id, @NotNull @Valid Reason reason) {
        return decide(id, OrderDecision.ADOPT, reason);
    }

    private Uni<Response> decide(UUID id, OrderDecision decision, Reason reason) {
        return orders.decide(id, decision, caller.subject(), reason.reason()).replaceWith(Response.accepted().build());
    }

    private static JobState stateOf(String publicName) {
        return Arrays.stream(JobState.values()).filter(state -> name(state).equalsIgnoreCase(publicName)).findFirst()
                .orElseThrow(() -> new ProblemException(CommonError.INVALID_INPUT,
                        "state must be one of " + Arrays.stream(JobState.values()).map(OrderResource::name).toList()));
    }

    static String name(JobState state) {
        return state.name().toLowerCase();
    }
}
