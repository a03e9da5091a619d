package io.trunkline.inventory.stock;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Polling;
import io.trunkline.kit.web.Prefer;

/** Buys numbers for the stock. */
@Path("/api/admin/phone-numbers/buy")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class PurchaseResource {

    private static final String PATH = "/api/admin/phone-numbers/buy";
    private static final String SCOPE = "POST " + PATH;
    /** A carrier's search and purchase take seconds. {@code Prefer: wait=N} changes it. */
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(10);

    private final PurchaseService purchases;
    private final IdempotencyService idempotency;
    private final Caller caller;

    PurchaseResource(PurchaseService purchases, IdempotencyService idempotency, Caller caller) {
        this.purchases = purchases;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * 200 when every order is bought or failed; 202 while some are pending: read Location later. All platform admins share the
     * keys: a retry by another one buys nothing.
     */
    @POST
    public Uni<Response> buy(@NotNull @Valid BuyNumbers request, @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("Prefer") String prefer) {
        UUID id = key == null ? Ids.next() : Ids.of(SCOPE, key);
        Duration wait = prefer == null ? DEFAULT_WAIT : Prefer.waitOf(prefer);
        return idempotency.once(SCOPE, key, request, () -> place(id, key, request)
                .flatMap(placed -> Polling.until(() -> purchases.find(placed), PurchaseResource::areFinal, wait)
                        .onFailure().recoverWithItem(failure -> withoutOrders(placed, failure))
                        .map(orders -> Response.status(areFinal(orders) ? Status.OK : Status.ACCEPTED)
                                .header(HttpHeaders.LOCATION, PATH + "/" + placed).entity(PurchaseView.of(placed, orders))
                                .build())));
    }

    /** An earlier release derived the id from the caller too: a retry over an upgrade must find its orders. */
    private Uni<UUID> place(UUID id, String key, BuyNumbers request) {
        String buyer = caller.subject();
        UUID earlierId = key == null ? id : Ids.of(buyer + " " + SCOPE, key);
        return purchases.find(earlierId).flatMap(orders -> orders.isEmpty()
                ? purchases.placeOrders(id, request, buyer).replaceWith(id)
                : Uni.createFrom().item(earlierId));
    }

    @GET
    @Path("/{id}")
    public Uni<PurchaseView> get(UUID id) {
        return purchases.find(id).map(orders -> {
            if (orders.isEmpty()) {
                throw new ProblemException(CommonError.NOT_FOUND, "The purchase does not exist");
            }
            return PurchaseView.of(id, orders);
        });
    }

    /** The orders are placed, so a failed read does not fail the request. */
    private static List<StockOrder> withoutOrders(UUID id, Throwable failure) {
        Log.warnf("Purchase %s is placed, but it cannot be read: %s", id, failure.toString());
        return List.of();
    }

    private static boolean areFinal(List<StockOrder> orders) {
        return !orders.isEmpty() && orders.stream().allMatch(StockOrder::isFinal);
    }
}
