package io.trunkline.provisioning.workspace;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** Workspaces by id. */
@ApplicationScoped
public class WorkspaceRepository implements PanacheRepositoryBase<Workspace, String> {

    private static final String INSERT = "insert into workspace (id, name, plan, state, source_time)"
            + " values (?1, cast(?2 as text), ?3, ?4, ?5) on conflict (id) do nothing";

    /** Null when unknown. */
    public Uni<Workspace> lock(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** @return whether the workspace is new; if not, nothing changed */
    public Uni<Boolean> insertIfAbsent(String id, String name, String plan, Workspace.State state, Instant sourceTime) {
        return getSession()
                .flatMap(session -> session.createNativeQuery(INSERT).setParameter(1, id).setParameter(2, name)
                        .setParameter(3, plan).setParameter(4, state.name()).setParameter(5, sourceTime).executeUpdate())
                .map(inserted -> inserted == 1);
    }
}
