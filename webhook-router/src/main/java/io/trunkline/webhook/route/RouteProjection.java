package io.trunkline.webhook.route;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.kit.Ids;

/** Projects events to routes. Joins the caller's transaction; repeated or late events change nothing. */
@ApplicationScoped
class RouteProjection {

    private static final String INSERT = """
            insert into route (id, number, valid_from, workspace_id, slot, carrier, carrier_account)
            values (?1, ?2, ?3, ?4, ?5, cast(?6 as text), cast(?7 as text))
            on conflict (number, valid_from) do nothing""";
    private static final String END_EARLIER = """
            update route set valid_to = ?2, changed_at = clock_timestamp()
            where number = ?1 and valid_to is null and valid_from < ?2""";
    private static final String END = END_EARLIER + " and workspace_id = ?3";

    private static final String UPSERT_USE = """
            insert into number_use (workspace_id, number, type, said_at) values (?1, ?2, ?3, ?4)
            on conflict (workspace_id, number) do update set type = excluded.type, said_at = excluded.said_at
            where number_use.said_at < excluded.said_at""";

    private final RouteRepository routes;

    RouteProjection(RouteRepository routes) {
        this.routes = routes;
    }

    /** @return the route after the event; it has already ended when the event is a late duplicate */
    Uni<Route> assign(NumberAssigned event) {
        // A number has one owner, even if the release of the previous one is still on a dead-letter topic.
        return RouteRepository.lockNumber(event.e164()).chain(() -> endEarlier(event.e164(), event.assignedAt()))
                .chain(() -> insert(event))
                .chain(() -> routes.findByStart(event.assignedAt(), event.e164()));
    }

    Uni<Void> release(NumberReleased event) {
        return RouteRepository.lockNumber(event.e164()).chain(Panache::getSession)
                .flatMap(session -> session.createNativeQuery(END).setParameter(1, event.e164())
                        .setParameter(2, event.releasedAt()).setParameter(3, event.workspaceId()).executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> recordUse(ProvisioningCompleted event) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(UPSERT_USE)
                .setParameter(1, event.workspaceId()).setParameter(2, event.e164()).setParameter(3, event.type())
                .setParameter(4, event.completedAt()).executeUpdate()).replaceWithVoid();
    }

    private static Uni<Void> endEarlier(String number, Instant at) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(END_EARLIER).setParameter(1, number)
                .setParameter(2, at).executeUpdate()).replaceWithVoid();
    }

    private static Uni<Void> insert(NumberAssigned event) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(INSERT)
                .setParameter(1, Ids.next()).setParameter(2, event.e164()).setParameter(3, event.assignedAt())
                .setParameter(4, event.workspaceId()).setParameter(5, event.slot()).setParameter(6, event.carrier())
                .setParameter(7, event.carrierAccount()).executeUpdate()).replaceWithVoid();
    }
}
