package io.trunkline.webhook.unrouted;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.route.Route;

@ApplicationScoped
class UnroutedRepository implements PanacheRepositoryBase<UnroutedWebhook, UUID> {

    /**
     * The next webhooks that the route can receive and that only lacked an owner, in the order of their receipt.
     *
     * @param after null for the first ones
     */
    Uni<List<UnroutedWebhook>> findReroutable(Route route, UnroutedWebhook after, int limit) {
        StringBuilder query = new StringBuilder("number = :number and receivedAt >= :since and reason <> :unreadable");
        Parameters parameters = Parameters.with("number", route.number()).and("since", route.validFrom())
                .and("unreadable", UnroutedReason.UNREADABLE.name());
        if (after != null) {
            query.append(" and (receivedAt > :receivedAt or receivedAt = :receivedAt and id > :id)");
            parameters.and("receivedAt", after.receivedAt()).and("id", after.id());
        }
        if (route.validTo() != null) {
            query.append(" and receivedAt < :until");
            parameters.and("until", route.validTo());
        }
        if (route.carrierAccount() != null) {
            query.append(" and account = :account");
            parameters.and("account", route.carrierAccount());
        }
        return find(query.append(" order by receivedAt, id").toString(), parameters).range(0, limit - 1).list();
    }

    /** Locked until the end of the transaction; null when there is none. */
    Uni<UnroutedWebhook> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Newest first. Returns one row more than {@code limit} when there are more. */
    Uni<List<UnroutedWebhook>> page(UUID after, int limit) {
        return (after == null ? find("order by id desc") : find("id < ?1 order by id desc", after))
                .range(0, limit).list();
    }
}
