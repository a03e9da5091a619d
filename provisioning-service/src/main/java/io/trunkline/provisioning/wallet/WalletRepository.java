package io.trunkline.provisioning.wallet;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/**
 * The ledger's statements. Each is conditional, so that a repeated or late command changes nothing.
 */
@ApplicationScoped
class WalletRepository implements PanacheRepositoryBase<Wallet, String> {

    private static final String OPEN = "insert into wallet (workspace_id, currency) values (?1, ?2)"
            + " on conflict (workspace_id) do nothing";
    private static final String INSERT = "insert into transfer (id, workspace_id, kind, amount_cents, currency, hold_id,"
            + " reference) select ?1, workspace_id, ?3, ?4, currency, cast(?5 as uuid), ?6 from wallet"
            + " where workspace_id = ?2 on conflict do nothing";
    private static final String CREDIT = "update wallet set balance_cents = balance_cents + ?2 where workspace_id = ?1";
    private static final String HOLD = "update wallet set held_cents = held_cents + ?2"
            + " where workspace_id = ?1 and balance_cents - held_cents >= ?2";
    private static final String CAPTURE = "update wallet set balance_cents = balance_cents - ?2,"
            + " held_cents = held_cents - ?2 where workspace_id = ?1";
    private static final String VOID = "update wallet set held_cents = held_cents - ?2 where workspace_id = ?1";

    Uni<Void> open(String workspaceId, String currency) {
        return execute(OPEN, workspaceId, currency).replaceWithVoid();
    }

    /** @return whether the transfer is new: false for a repeated id, for a hold that has ended and without a wallet */
    Uni<Boolean> insert(UUID id, String workspaceId, Transfer.Kind kind, long cents, UUID holdId, String reference) {
        return execute(INSERT, id, workspaceId, kind.name(), cents, holdId == null ? null : holdId.toString(), reference)
                .map(inserted -> inserted == 1);
    }

    Uni<Void> credit(String workspaceId, long cents) {
        return execute(CREDIT, workspaceId, cents).replaceWithVoid();
    }

    /** @return false when the available balance is too low */
    Uni<Boolean> hold(String workspaceId, long cents) {
        return execute(HOLD, workspaceId, cents).map(updated -> updated == 1);
    }

    Uni<Void> capture(String workspaceId, long cents) {
        return execute(CAPTURE, workspaceId, cents).replaceWithVoid();
    }

    Uni<Void> voidHold(String workspaceId, long cents) {
        return execute(VOID, workspaceId, cents).replaceWithVoid();
    }

    private Uni<Integer> execute(String sql, Object... parameters) {
        return getSession().flatMap(session -> {
            var query = session.createNativeQuery(sql);
            for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
            }
            return query.executeUpdate();
        });
    }
}
