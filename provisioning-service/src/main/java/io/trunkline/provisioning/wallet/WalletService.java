package io.trunkline.provisioning.wallet;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;

/**
 * Hold → capture or void, and credit. Every movement has an id that its cause decides, so repeating a command is the same
 * transfer; whoever resolves a hold first wins and the other changes nothing. The database refuses a balance below zero
 * and a hold above it.
 */
@ApplicationScoped
public class WalletService {

    private final WalletRepository wallets;
    private final TransferRepository transfers;
    private final WalletConfig config;

    WalletService(WalletRepository wallets, TransferRepository transfers, WalletConfig config) {
        this.wallets = wallets;
        this.transfers = transfers;
        this.config = config;
    }

    /** Opens the workspace's wallet if it has none. */
    @WithTransaction
    public Uni<Void> open(String workspaceId) {
        return wallets.open(workspaceId, config.currency());
    }

    /**
     * Promises the money. A hold lives as long as the operation that made it: each end of an operation captures or voids.
     *
     * @throws ProblemException INSUFFICIENT_BALANCE, and nothing is held
     */
    @WithTransaction
    public Uni<Void> hold(UUID id, String workspaceId, long cents, String reference) {
        return wallets.insert(id, workspaceId, Transfer.Kind.HOLD, cents, null, reference)
                .flatMap(isNew -> isNew ? wallets.hold(workspaceId, cents) : Uni.createFrom().item(true))
                .onItem().transformToUni(covered -> covered ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new ProblemException(ProvisioningError.INSUFFICIENT_BALANCE,
                                "The price is " + cents + " " + config.currency() + " cents a month; top up first")));
    }

    /** Spends what was held. */
    @WithTransaction
    public Uni<Void> capture(UUID id, UUID holdId) {
        return transfers.findById(holdId)
                .flatMap(hold -> wallets.insert(id, hold.workspaceId, Transfer.Kind.CAPTURE, hold.amountCents, holdId,
                        hold.reference)
                        .flatMap(isNew -> isNew ? wallets.capture(hold.workspaceId, hold.amountCents)
                                : Uni.createFrom().voidItem()));
    }

    /** Gives back what was held. */
    @WithTransaction
    public Uni<Void> voidHold(UUID id, UUID holdId) {
        return transfers.findById(holdId)
                .flatMap(hold -> wallets.insert(id, hold.workspaceId, Transfer.Kind.VOID, hold.amountCents, holdId,
                        hold.reference)
                        .flatMap(isNew -> isNew ? wallets.voidHold(hold.workspaceId, hold.amountCents)
                                : Uni.createFrom().voidItem()));
    }

    /** Tops up. */
    @WithTransaction
    Uni<Transfer> credit(UUID id, String workspaceId, long cents, String currency, String reference) {
        return wallets.findById(workspaceId)
                .onItem().ifNull().failWith(() -> new ProblemException(ProvisioningError.WORKSPACE_NOT_FOUND,
                        "No workspace has the id " + workspaceId))
                .invoke(wallet -> refuseOtherCurrency(wallet, currency))
                .chain(() -> wallets.insert(id, workspaceId, Transfer.Kind.CREDIT, cents, null, reference))
                .chain(isNew -> isNew ? wallets.credit(workspaceId, cents) : Uni.createFrom().voidItem())
                .chain(() -> transfers.findById(id));
    }

    private static void refuseOtherCurrency(Wallet wallet, String currency) {
        if (!wallet.currency.equals(currency)) {
            throw new ProblemException(ProvisioningError.CURRENCY_MISMATCH, "The wallet holds " + wallet.currency);
        }
    }
}
