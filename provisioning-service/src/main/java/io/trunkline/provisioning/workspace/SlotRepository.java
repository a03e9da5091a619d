package io.trunkline.provisioning.workspace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** Slots of workspaces. Lock the workspace before changing one. */
@ApplicationScoped
public class SlotRepository implements PanacheRepositoryBase<Slot, UUID> {

    /** Skips locked rows: another transaction is working on the workspace. */
    private static final String CLAIM_DUE_RETRIES = """
            with due as (select id from slot where retry_at <= clock_timestamp()
              order by retry_at limit 20 for update skip locked)
            update slot set retry_at = ?1 from due where slot.id = due.id
            returning workspace_id""";

    /** All slots of the plan, and the purchased slots that are not vacant: a purchased slot ends with its number. */
    public Uni<List<Slot>> listCurrent(String workspaceId) {
        return list("workspaceId = ?1 and (kind = INCLUDED or state <> VACANT)", Sort.by("name"), workspaceId);
    }

    /** Null when the workspace never had it. */
    public Uni<Slot> find(String workspaceId, String name) {
        return find("workspaceId = ?1 and name = ?2", workspaceId, name).firstResult();
    }

    /**
     * Claims the slots whose retry is due: sets their {@code retryAt}, so that no other instance retries them. At most 20.
     *
     * @return the ids of their workspaces
     */
    public Uni<List<String>> claimDueRetries(Instant leaseUntil) {
        return getSession().flatMap(
                session -> session.createNativeQuery(CLAIM_DUE_RETRIES, String.class).setParameter(1, leaseUntil)
                        .getResultList());
    }
}
