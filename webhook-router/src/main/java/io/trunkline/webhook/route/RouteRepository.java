package io.trunkline.webhook.route;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.AdvisoryLock;

/** The current and past owners of numbers. Joins the caller's session. */
@ApplicationScoped
public class RouteRepository implements PanacheRepositoryBase<Route, UUID> {

    private static final String PRIMARY = "primary";
    /** The slot of the number that is included in the plan. It counts as primary until its purpose is known. */
    private static final String PRIMARY_SLOT = "included-1";
    private static final String FIND_SENDER = """
            select id, number, valid_from, valid_to, workspace_id, carrier, carrier_account, reroute_due
            from route left join number_use using (workspace_id, number)
            where workspace_id = ?1 and valid_to is null
            order by (type = ?2) desc nulls last, (type = ?3) desc nulls last, (slot = ?4) desc, valid_from, id
            limit 1""";

    /**
     * Finds the latest route that started by this time; it may have ended since. Null when there is none. Locks the number for
     * this transaction: a concurrent assignment is either visible here, or sees the webhook that is stored as unrouted here.
     */
    public Uni<Route> findLatestStartedBy(Instant time, String number) {
        return lockNumber(number).chain(
                () -> find("number = ?1 and validFrom <= ?2 order by validFrom desc", number, time).firstResult());
    }

    /**
     * Finds the number of this type, otherwise the primary one, otherwise the one with the oldest assignment. Null when the
     * workspace has none.
     *
     * @param type the purpose of the number; null for the primary one
     */
    public Uni<Route> findSender(String workspaceId, String type) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(FIND_SENDER, Route.class)
                .setParameter(1, workspaceId).setParameter(2, type == null ? PRIMARY : type).setParameter(3, PRIMARY)
                .setParameter(4, PRIMARY_SLOT).getResultList()).map(routes -> routes.isEmpty() ? null : routes.get(0));
    }

    /** The latest route of the number to the workspace; null when there is none. */
    public Uni<Route> findLatest(String number, String workspaceId) {
        return find("number = ?1 and workspaceId = ?2 order by validFrom desc", number, workspaceId).firstResult();
    }

    /** A route whose unrouted webhooks are still to be routed; null when there is none. */
    public Uni<Route> findToReroute() {
        return find("rerouteDue order by validFrom").firstResult();
    }

    public Uni<Void> markRerouted(Route route) {
        return update("rerouteDue = false where number = ?1 and validFrom = ?2", route.number(), route.validFrom())
                .replaceWithVoid();
    }

    static Uni<Void> lockNumber(String number) {
        return AdvisoryLock.acquire("route " + number);
    }
}
