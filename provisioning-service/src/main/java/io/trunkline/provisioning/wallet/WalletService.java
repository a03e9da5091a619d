package io.trunkline.provisioning.wallet;

import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.provisioning.ProvisioningError;

/**
 * Hold → capture or void, and credit. The id of every transfer follows from its cause, so that a repeated command is the same
 * transfer. A hold ends once. The database refuses a balance below zero, a hold above the balance, a capture or void that names
 * no hold of the workspace, a second credit for a payment, and a wallet that differs from the sum of its transfers.
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
                .flatMap(isNew -> isNew ? wallets.hold(workspaceId, cents) : isRepeated(id))
                .onItem().transformToUni(covered -> covered ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(new ProblemException(ProvisioningError.INSUFFICIENT_BALANCE,
                                "The price is " + cents + " " + config.currency()
                                        + " cents a month; the wallet needs a credit first")));
    }

    /**
     * Spends the held amount.
     *
     * @throws IllegalStateException when the hold does not exist or was voided
     */
    @WithTransaction
    public Uni<Void> capture(UUID id, UUID holdId) {
        return resolve(id, holdId, Transfer.Kind.CAPTURE, wallets::capture);
    }

    /**
     * Releases the held amount.
     *
     * @throws IllegalStateException when the hold does not exist or was captured
     */
    @WithTransaction
    public Uni<Void> voidHold(UUID id, UUID holdId) {
        return resolve(id, holdId, Transfer.Kind.VOID, wallets::voidHold);
    }

    /**
     * Adds a payment to the balance, once for each reference: a repeated payment is answered with its first credit.
     *
     * @throws ProblemException PAYMENT_REFERENCE_REUSED when another amount was credited for the reference
     */
    @WithTransaction
    Uni<Transfer> credit(String workspaceId, long cents, String currency, String reference) {
        return wallets.findById(workspaceId)
                .onItem().ifNull().failWith(() -> new ProblemException(ProvisioningError.WORKSPACE_NOT_FOUND,
                        "No workspace has the id " + workspaceId))
                .invoke(wallet -> refuseOtherCurrency(wallet, currency))
                .chain(() -> wallets.insert(Ids.of("credit", workspaceId, reference), workspaceId, Transfer.Kind.CREDIT, cents,
                        null, reference))
                .flatMap(isNew -> isNew ? wallets.credit(workspaceId, cents) : Uni.createFrom().voidItem())
                .chain(() -> transfers.findPayment(workspaceId, reference))
                .invoke(credited -> refuseOtherAmount(credited, cents));
    }

    /** Without a wallet no hold was inserted either: nothing covers it. */
    private Uni<Boolean> isRepeated(UUID holdId) {
        return transfers.findById(holdId).map(Objects::nonNull);
    }

    private Uni<Void> resolve(UUID id, UUID holdId, Transfer.Kind kind, BiFunction<String, Long, Uni<Void>> move) {
        return transfers.findById(holdId)
                .onItem().ifNull().failWith(() -> new IllegalStateException("No hold has the id " + holdId))
                .flatMap(hold -> wallets.insert(id, hold.workspaceId(), kind, hold.amountCents(), holdId, hold.reference())
                        .flatMap(isNew -> isNew ? move.apply(hold.workspaceId(), hold.amountCents())
                                : requireResolvedAs(kind, holdId)));
    }

    /** A repeated resolution changes nothing; a capture after a void, or a void after a capture, is a fault. */
    private Uni<Void> requireResolvedAs(Transfer.Kind kind, UUID holdId) {
        return transfers.find("holdId", holdId).firstResult().invoke(resolution -> {
            if (resolution == null || resolution.kind() != kind) {
                throw new IllegalStateException("Hold %s cannot end with %s: it ended with %s".formatted(holdId, kind,
                        resolution == null ? "nothing" : resolution.kind()));
            }
        }).replaceWithVoid();
    }

    private static void refuseOtherAmount(Transfer credited, long cents) {
        if (credited.amountCents() != cents) {
            throw new ProblemException(ProvisioningError.PAYMENT_REFERENCE_REUSED,
                    "The payment was credited with " + credited.amountCents() + " cents");
        }
    }

    private static void refuseOtherCurrency(Wallet wallet, String currency) {
        if (!wallet.currency().equals(currency)) {
            throw new ProblemException(ProvisioningError.CURRENCY_MISMATCH, "The wallet's currency is " + wallet.currency());
        }
    }
}
