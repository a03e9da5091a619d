package io.trunkline.provisioning.wallet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** JSON of the wallet. Amounts in minor units. */
final class WalletViews {

    private WalletViews() {
    }

    record WalletView(long balanceCents, long heldCents, long availableCents, String currency) {
        static WalletView of(Wallet wallet) {
            return new WalletView(wallet.balanceCents(), wallet.heldCents(), wallet.availableCents(),
                    wallet.currency());
        }
    }

    /** @param holdId of a capture or void: the hold it ended */
    record TransactionView(UUID id, Transfer.Kind kind, long amountCents, String currency, String reference, UUID holdId,
            Instant createdAt) {
        static TransactionView of(Transfer transfer) {
            return new TransactionView(transfer.id(), transfer.kind(), transfer.amountCents(), transfer.currency(),
                    transfer.reference(), transfer.holdId(), transfer.createdAt());
        }
    }

    record TransactionPage(List<TransactionView> transactions, String nextCursor) {
    }
}
