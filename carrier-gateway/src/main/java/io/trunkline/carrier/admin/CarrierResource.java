package io.trunkline.carrier.admin;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.CarrierError;
import io.trunkline.carrier.account.AccountRegistry;
import io.trunkline.carrier.pricing.CarrierCosts;
import io.trunkline.carrier.spend.SpendControl;
import io.trunkline.carrier.spi.Carrier;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;

/** The carriers, for those who run the platform. */
@Path("/api/admin/carriers")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class CarrierResource {

    private final AccountRegistry carriers;
    private final SpendControl spending;
    private final CarrierCosts costs;
    private final Caller caller;

    CarrierResource(AccountRegistry carriers, SpendControl spending, CarrierCosts costs, Caller caller) {
        this.carriers = carriers;
        this.spending = spending;
        this.costs = costs;
        this.caller = caller;
    }

    record Verified(String carrier, boolean ok) {
    }

    /** Whether numbers may be bought. */
    record Purchases(@NotNull Boolean enabled) {
    }

    @GET
    public Uni<CarrierView.All> list() {
        return carriers.statuses().flatMap(statuses -> spending.today()
                .map(spent -> CarrierView.All.of(statuses, spent, costs.lookedUp())));
    }

    /** Asks the carrier, with our credentials, for the account they belong to. */
    @POST
    @Path("/{carrier}/verify")
    public Uni<Verified> verify(String carrier) {
        return find(carrier).verify().replaceWith(new Verified(carrier, true))
                .onFailure(CarrierException.class).transform(failure -> CarrierError.of((CarrierException) failure));
    }

    /** Stops purchases at one carrier, for all instances at once, or allows them again. */
    @PUT
    @Path("/{carrier}/purchases")
    public Uni<CarrierView.All> purchases(String carrier, @NotNull @Valid Purchases purchases) {
        return allow(find(carrier).name(), purchases);
    }

    /** The same for all carriers. */
    @PUT
    @Path("/purchases")
    public Uni<CarrierView.All> purchases(@NotNull @Valid Purchases purchases) {
        return allow(SpendControl.ALL, purchases);
    }

    private Uni<CarrierView.All> allow(String carrier, Purchases purchases) {
        return spending.allow(carrier, purchases.enabled(), caller.subject()).chain(this::list);
    }

    private Carrier find(String carrier) {
        return carriers.named(carrier).orElseThrow(() -> new ProblemException(CommonError.NOT_FOUND,
                "There is no such carrier"));
    }
}
