package io.trunkline.kit.tenant;

import java.util.Objects;

import jakarta.enterprise.context.RequestScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/** The caller, from the verified token only: no header, query parameter or body determines the tenant. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;
    private final String workspaceClaim;

    /** @param workspaceClaim the claim with the workspace id; Clerk: {@code org_id} */
    Caller(JsonWebToken token,
            @ConfigProperty(name = "trunkline.jwt.workspace-claim", defaultValue = "workspace_id") String workspaceClaim) {
        this.token = token;
        this.workspaceClaim = workspaceClaim;
    }

    public boolean isPlatformAdmin() {
        return token.getGroups().contains(Roles.PLATFORM_ADMIN);
    }

    /**
     * The token's subject, for audit records.
     *
     * @throws ProblemException UNAUTHENTICATED when the token has none: all such callers would be indistinguishable
     */
    public String subject() {
        if (token.getSubject() == null || token.getSubject().isBlank()) {
            throw new ProblemException(CommonError.UNAUTHENTICATED, "The token has no subject");
        }
        return token.getSubject();
    }

    /** @throws ProblemException FORBIDDEN when the token has no workspace claim */
    public String workspaceId() {
        String workspace = token.getClaim(workspaceClaim);
        if (workspace == null || workspace.isBlank()) {
            throw new ProblemException(CommonError.FORBIDDEN, "The token names no workspace");
        }
        return workspace;
    }

    /**
     * The workspace of the path, if the caller may access it. A platform admin may access every workspace.
     *
     * @throws ProblemException NOT_FOUND for another caller's workspace, as for one that does not exist
     */
    public String inWorkspace(String workspaceId) {
        if (mayActFor(workspaceId)) {
            return workspaceId;
        }
        throw new ProblemException(CommonError.NOT_FOUND, "The workspace does not exist");
    }

    /** Whether the caller may access the workspace. If not, respond as if it did not exist. */
    public boolean mayActFor(String workspaceId) {
        return isPlatformAdmin() || Objects.equals(token.getClaim(workspaceClaim), workspaceId);
    }
}
