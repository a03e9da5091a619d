package io.trunkline.webhook.route;

import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.trunkline.webhook.AdvisoryLock;

/** Who owns which number, and who did. Joins the caller's session. */
@ApplicationScoped
public class Routes implements PanacheRepositoryBase<Route, UUID> {

    /** What the workspace sends from unless it says otherwise. */
    private static final String PRIMARY_SLOT = "included-1";

    /**
     * The latest route that began by then, which may have ended since; null when there is none. Holds the number for this
     * transaction, so that an assignment which is just being learnt is either seen here or sees what is parked here.
     */
    public Uni<Route> lastBefore(Instant time, String number) {
        return hold(number).chain(
                () -> find("number = ?1 and validFrom <= ?2 order by validFrom desc", number, time).firstResult());
    }

    /** The workspace's primary number, else the one it has had longest; null when it has none. */
    public Uni<Route> senderOf(String workspaceId) {
        return find("workspaceId = ?1 and validTo is null order by case when slot = ?2 then 0 else 1 end, validFrom, id",
                workspaceId, PRIMARY_SLOT).firstResult();
    }

    static Uni<Void> hold(String number) {
        return AdvisoryLock.hold("route " + number);
    }
}
