package io.trunkline.provisioning.workspace;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;

/** Slots of workspaces; change them only with the workspace locked. */
@ApplicationScoped
public class SlotRepository implements PanacheRepositoryBase<Slot, UUID> {

    private static final String DUE = "select workspace_id from slot where retry_at <= clock_timestamp()"
            + " order by retry_at limit 20";

    public Uni<List<Slot>> of(String workspaceId) {
        return list("workspaceId", Sort.by("name"), workspaceId);
    }

    /** Null when the workspace never had it. */
    public Uni<Slot> find(String workspaceId, String name) {
        return find("workspaceId = ?1 and name = ?2", workspaceId, name).firstResult();
    }

    /** Workspaces of which a slot is due to be filled again. */
    public Uni<List<String>> workspacesDue() {
        return getSession().flatMap(session -> session.createNativeQuery(DUE, String.class).getResultList());
    }
}
