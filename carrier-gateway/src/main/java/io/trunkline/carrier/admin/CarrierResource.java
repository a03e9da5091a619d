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

/** Carrier accounts for platform admins. */
@Path("/api/admin/carriers")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class CarrierResource {

    private final AccountRegistry accounts;
    private final SpendControl spendControl;
    private final CarrierCosts costs;
    private final Caller caller;

    CarrierResource(AccountRegistry accounts, SpendControl spendControl, CarrierCosts costs, Caller caller) {
        this.accounts = accounts;
        this.spendControl = spendControl;
        this.costs = costs;
        this.caller = caller;
    }

    record Verified(String carrier, boolean ok) {
    }

    /** Whether purchases are allowed. */
    record Purchases(@NotNull Boolean enabled) {
    }

    @GET
    public Uni<CarrierView.All> list() {
        return accounts.statuses().flatMap(statuses -> spendControl.reportToday()
                .map(report -> CarrierView.All.of(statuses, report, costs.allObserved())));
    }

    /** Verifies our credentials: requests the account that they belong to. */
    @POST
    @Path("/{carrier}/verify")
    public Uni<Verified> verify(String carrier) {
        return find(carrier).verify().replaceWith(new Verified(carrier, true))
                .onFailure(CarrierException.class).transform(failure -> CarrierError.of((CarrierException) failure));
    }

    /** Stops purchases at one carrier in all instances, or allows them again. */
    @PUT
    @Path("/{carrier}/purchases")
    public Uni<CarrierView.All> purchases(String carrier, @NotNull @Valid Purchases purchases) {
        return setPurchasesEnabled(find(carrier).name(), purchases);
    }

    /** Stops purchases at all carriers, or allows them again. */
    @PUT
    @Path("/purchases")
    public Uni<CarrierView.All> purchases(@NotNull @Valid Purchases purchases) {
        return setPurchasesEnabled(SpendControl.ALL_CARRIERS, purchases);
    }

    private Uni<CarrierView.All> setPurchasesEnabled(String carrier, Purchases purchases) {
        return spendControl.setPurchasesEnabled(carrier, purchases.enabled(), caller.subject()).chain(this::list);
    }

    private Carrier find(String carrier) {
        return accounts.find(carrier).orElseThrow(() -> new ProblemException(CommonError.NOT_FOUND,
                "There is no such carrier"));
    }
}
