package io.trunkline.provisioning.wallet;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** Transfers, newest first. */
@ApplicationScoped
class TransferRepository implements PanacheRepositoryBase<Transfer, UUID> {

    private static final Sort NEWEST_FIRST = Sort.descending("createdAt", "id");

    /** The credit of a payment; null when it was not credited. */
    Uni<Transfer> findPayment(String workspaceId, String reference) {
        return find("workspaceId = ?1 and paymentReference = ?2", workspaceId, reference).firstResult();
    }

    /** At most {@code limit} + 1 rows, to see whether another page follows. */
    Uni<List<Transfer>> page(String workspaceId, UUID after, int limit) {
        var query = after == null ? find("workspaceId", NEWEST_FIRST, workspaceId)
                : find("workspaceId = ?1 and (createdAt, id) < (select t.createdAt, t.id from Transfer t where t.id = ?2)",
                        NEWEST_FIRST, workspaceId, after);
        return query.range(0, limit).list();
    }
}
