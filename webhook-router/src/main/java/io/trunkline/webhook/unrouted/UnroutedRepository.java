package io.trunkline.webhook.unrouted;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class UnroutedRepository implements PanacheRepositoryBase<UnroutedWebhook, UUID> {

    private static final String REROUTABLE = "number = ?1 and receivedAt >= ?2 and reason <> '" + UnroutedReason.UNREADABLE
            + "'";
    private static final String BY_RECEIPT = " order by receivedAt, id";

    /**
     * The webhooks on the number that only lacked an owner, in the order of their receipt.
     *
     * @param until exclusive; null for no end
     */
    Uni<List<UnroutedWebhook>> findReroutable(String number, Instant since, Instant until) {
        return (until == null ? find(REROUTABLE + BY_RECEIPT, number, since)
                : find(REROUTABLE + " and receivedAt < ?3" + BY_RECEIPT, number, since, until)).list();
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    Uni<List<UnroutedWebhook>> page(UUID after, int limit) {
        return (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after))
                .range(0, limit).list();
    }
}
