package io.trunkline.provisioning.wallet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.provisioning.wallet.WalletViews.TransactionView;

/** Credits of wallets, by an admin or a billing service. */
@Path("/api/admin/wallets/{workspaceId}/credits")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class AdminWalletResource {

    private final WalletService wallets;
    private final IdempotencyService idempotency;

    AdminWalletResource(WalletService wallets, IdempotencyService idempotency) {
        this.wallets = wallets;
        this.idempotency = idempotency;
    }

    /**
     * @param amountCents minor units; at most ten million major units, as a guard against typing errors
     * @param reference the payment's: it is credited once to the workspace
     */
    record Credit(@NotNull @Positive @Max(1_000_000_000) Long amountCents,
            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code") String currency,
            @NotBlank @Size(max = 200) String reference) {
    }

    /** All platform admins share the keys of a workspace. A payment is credited once, also with another key. */
    @POST
    public Uni<Response> credit(String workspaceId, @NotNull @Valid Credit credit, @HeaderParam("Idempotency-Key") String key) {
        return idempotency.onceWithKey("POST credits " + workspaceId, key, credit,
                () -> wallets.credit(workspaceId, credit.amountCents(), credit.currency(), credit.reference())
                        .map(transfer -> Response.status(Response.Status.CREATED).entity(TransactionView.of(transfer))
                                .build()));
    }
}
