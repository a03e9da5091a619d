package io.trunkline.webhook.route;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberEvent.NumberAssigned;
import io.trunkline.events.NumberEvent.NumberReleased;
import io.trunkline.events.ProvisioningEvent.ProvisioningCompleted;
import io.trunkline.kit.Ids;

/**
 * Projects events to routes. Joins the caller's transaction. Events may be repeated and arrive in any order: the ends of routes
 * are remembered without a time limit, so an assignment that arrives after its release has ended already.
 */
@ApplicationScoped
class RouteProjection {

    /**
     * A route ends at its own release, or when the next one starts, whichever is earlier. A release names its assignment.
     * One of an earlier version does not, and is matched by time. Two clocks may have taken the times: an end before the
     * start counts as an end right after it.
     */
    private static final String INSERT = """
            with assigned (number, at, workspace_id) as (
              values (cast(?2 as text), cast(?3 as timestamptz), cast(?4 as text))),
            ended (at) as (select least(
              (select min(ended_at) from route_end where number = assigned.number and workspace_id = assigned.workspace_id
                and (assigned_at = assigned.at or assigned_at is null and ended_at > assigned.at)),
              (select min(valid_from) from route where number = assigned.number and valid_from > assigned.at)) from assigned)
            insert into route (id, number, valid_from, valid_to, workspace_id, slot, carrier, carrier_account, reroute_due)
            select cast(?1 as uuid), assigned.number, assigned.at,
              case when ended.at is not null then greatest(ended.at, assigned.at + interval '1 microsecond') end,
              assigned.workspace_id, cast(?5 as text), cast(?6 as text), cast(?7 as text), true
            from assigned, ended
            on conflict (number, valid_from) do update set reroute_due = true""";
    private static final String END_EARLIER = """
            update route set valid_to = ?2, changed_at = clock_timestamp()
            where number = ?1 and valid_to is null and valid_from < ?2""";

    private static final String REMEMBER_END = """
            insert into route_end (number, workspace_id, ended_at, assigned_at)
            values (?1, ?2, ?3, cast(?4 as timestamptz)) on conflict do nothing""";
    private static final String END = """
            update route set valid_to = greatest(cast(?3 as timestamptz), valid_from + interval '1 microsecond'),
              changed_at = clock_timestamp()
            where number = ?1 and workspace_id = ?2 and valid_to is null
              and (valid_from = ?4 or cast(?4 as timestamptz) is null and valid_from < ?3)""";

    private static final String UPSERT_USE = """
            insert into number_use (workspace_id, number, type, said_at) values (?1, ?2, ?3, ?4)
            on conflict (workspace_id, number) do update set type = excluded.type, said_at = excluded.said_at
            where number_use.said_at < excluded.said_at""";

    Uni<Void> assign(NumberAssigned event) {
        // A number has one owner, even if the release of the previous one is still on a dead-letter topic.
        return RouteRepository.lockNumber(event.e164()).chain(() -> endEarlier(event.e164(), event.assignedAt()))
                .chain(() -> insert(event));
    }

    Uni<Void> release(NumberReleased event) {
        return RouteRepository.lockNumber(event.e164()).chain(() -> execute(REMEMBER_END, event))
                .chain(() -> execute(END, event));
    }

    Uni<Void> recordUse(ProvisioningCompleted event) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(UPSERT_USE)
                .setParameter(1, event.workspaceId()).setParameter(2, event.e164()).setParameter(3, event.type())
                .setParameter(4, event.completedAt()).executeUpdate()).replaceWithVoid();
    }

    private static Uni<Void> execute(String sql, NumberReleased event) {
        return Panache.getSession().flatMap(session -> session.createNativeQuery(sql).setParameter(1, event.e164())
                .setParameter(2, event.workspaceId()).setParameter(3, event.releasedAt())
                .setParameter(4, event.assignedAt()).executeUpdate()).replaceWithVoid();
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
