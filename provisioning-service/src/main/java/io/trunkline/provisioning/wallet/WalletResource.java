package io.trunkline.provisioning.wallet;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Cursor;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.wallet.WalletViews.TransactionPage;
import io.trunkline.provisioning.wallet.WalletViews.TransactionView;
import io.trunkline.provisioning.wallet.WalletViews.WalletView;

/** The caller's own wallet. */
@Path("/api/wallet")
@RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.WORKSPACE_MEMBER })
@WithSession
class WalletResource {

    private final WalletRepository wallets;
    private final TransferRepository transfers;
    private final Caller caller;

    WalletResource(WalletRepository wallets, TransferRepository transfers, Caller caller) {
        this.wallets = wallets;
        this.transfers = transfers;
        this.caller = caller;
    }

    @GET
    public Uni<WalletView> wallet() {
        return wallets.findById(caller.workspaceId())
                .onItem().ifNull().failWith(() -> new ProblemException(ProvisioningError.WORKSPACE_NOT_FOUND,
                        "No workspace has the id of the token"))
                .map(WalletView::of);
    }

    @GET
    @Path("/transactions")
    public Uni<TransactionPage> transactions(@QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return transfers.page(caller.workspaceId(), Cursor.parse(cursor), limit)
                .map(rows -> new TransactionPage(rows.stream().limit(limit).map(TransactionView::of).toList(),
                        Cursor.next(rows, limit, Transfer::id)));
    }
}
