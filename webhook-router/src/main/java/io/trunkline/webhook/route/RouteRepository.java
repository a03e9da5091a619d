package io.trunkline.webhook.route;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.AdvisoryLock;

/** Who owns which number, and who did. Joins the caller's session. */
@ApplicationScoped
public class RouteRepository implements PanacheRepositoryBase<Route, UUID> {

    private static final String PRIMARY = "primary";
    /** Of the number that came with the plan, and that counts as primary until somebody says what it is used for. */
    private static final String PRIMARY_SLOT = "included-1";
    private static final String FIND_SENDER = """
            select id, number, valid_from, valid_to, workspace_id, slot, carrier, carrier_account
            from route left join number_use using (workspace_id, number)
            where workspace_id = ?1 and valid_to is null
            order by (type = ?2) desc nulls last, (type = ?3) desc nulls last, (slot = ?4) desc, valid_from, id
            limit 1""";

    /**
     * The latest route that began by then, which may have ended since; null when there is none. Holds the number for this
     * transaction, so that an assignment which is just being learnt is either seen here or sees what is parked here.
     */
    public Uni<Route> findLatestStartedBy(Instant time, String number) {
        return lockNumber(number).chain(
                () -> find("number = ?1 and validFrom <= ?2 order by validFrom desc", number, time).firstResult());
    }

    /**
     * The number of that department, else the workspace's primary one, else the one it has had longest; null when it has none.
     *
     * @param type what the number is used for; null for the primary one
     */
    public Uni<Route> findSender(String workspaceId, String type) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(FIND_SENDER, Route.class)
                .setParameter(1, workspaceId).setParameter(2, type == null ? PRIMARY : type).setParameter(3, PRIMARY)
                .setParameter(4, PRIMARY_SLOT).getResultList()).map(routes -> routes.isEmpty() ? null : routes.get(0));
    }

    Uni<Route> findByStart(Instant time, String number) {
        return find("number = ?1 and validFrom = ?2", number, time).singleResult();
    }

    static Uni<Void> lockNumber(String number) {
        return AdvisoryLock.acquire("route " + number);
    }
}
