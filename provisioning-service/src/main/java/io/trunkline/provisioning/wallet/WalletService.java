package io.trunkline.provisioning.wallet;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;

/**
 * Hold → capture or void, and credit. The id of every transfer follows from its cause, so that a repeated command is the same
 * transfer. The first capture or void ends a hold; a second one changes nothing. The database refuses a balance below zero
 * and a hold above the balance.
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

    /** Creates the workspace's wallet if it has none. */
    @WithTransaction
    public Uni<Void> open(String workspaceId) {
        return wallets.open(workspaceId, config.currency());
    }

    /**
     * Holds the amount. The operation that made a hold ends it with a capture or a void.
     *
     * @throws ProblemException INSUFFICIENT_BALANCE, and nothing is held
     */
    @WithTransaction
    public Uni<Void> hold(UUID id, String workspaceId, long cents, String reference) {
        return wallets.insert(id, workspaceId, Transfer.Kind.HOLD, cents, null, reference)
                .flatMap(isNew -> isNew ? wallets.hold(workspaceId, cents) : Uni.createFrom().item(true))
                .onItem().transformToUni(covered -> covered ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new ProblemException(ProvisioningError.INSUFFICIENT_BALANCE,
                                "The price is " + cents + " " + config.currency()
                                        + " cents a month; the wallet needs a credit first")));
    }

    /** Spends the held amount. */
    @WithTransaction
    public Uni<Void> capture(UUID id, UUID holdId) {
        return transfers.findById(holdId)
                .flatMap(hold -> wallets.insert(id, hold.workspaceId(), Transfer.Kind.CAPTURE, hold.amountCents(), holdId,
                        hold.reference())
                        .flatMap(isNew -> isNew ? wallets.capture(hold.workspaceId(), hold.amountCents())
                                : Uni.createFrom().voidItem()));
    }

    /** Releases the held amount. */
    @WithTransaction
    public Uni<Void> voidHold(UUID id, UUID holdId) {
        return transfers.findById(holdId)
                .flatMap(hold -> wallets.insert(id, hold.workspaceId(), Transfer.Kind.VOID, hold.amountCents(), holdId,
                        hold.reference())
                        .flatMap(isNew -> isNew ? wallets.voidHold(hold.workspaceId(), hold.amountCents())
                                : Uni.createFrom().voidItem()));
    }

    /** Adds to the balance. */
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
        if (!wallet.currency().equals(currency)) {
            throw new ProblemException(ProvisioningError.CURRENCY_MISMATCH, "The wallet's currency is " + wallet.currency());
        }
    }
}
