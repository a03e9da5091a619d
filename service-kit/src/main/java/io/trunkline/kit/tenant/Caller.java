package io.trunkline.kit.tenant;

import java.util.Objects;

import jakarta.enterprise.context.RequestScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/** Who is calling, by the verified token and by nothing else: no header, query or body names a tenant. */
@RequestScoped
public class Caller {

    private final JsonWebToken token;
    private final String workspaceClaim;

    Caller(JsonWebToken token,
            @ConfigProperty(name = "trunkline.jwt.workspace-claim", defaultValue = "workspace_id") String workspaceClaim) {
        this.token = token;
        this.workspaceClaim = workspaceClaim;
    }

    public boolean isPlatformAdmin() {
        return token.getGroups().contains(Roles.PLATFORM_ADMIN);
    }

    /**
     * Who acts, for the record: the token's subject.
     *
     * @throws ProblemException UNAUTHENTICATED when the token has none: everybody without one would be the same
     */
    public String subject() {
        if (token.getSubject() == null || token.getSubject().isBlank()) {
            throw new ProblemException(CommonError.UNAUTHENTICATED, "The token has no subject");
        }
        return token.getSubject();
    }

    /** @throws ProblemException FORBIDDEN when the token is for no workspace */
    public String workspaceId() {
        String workspace = token.getClaim(workspaceClaim);
        if (workspace == null || workspace.isBlank()) {
            throw new ProblemException(CommonError.FORBIDDEN, "The token names no workspace");
        }
        return workspace;
    }

    /**
     * The workspace of the path, if the caller may see it; a platform admin may see each.
     *
     * @throws ProblemException NOT_FOUND for another's workspace, exactly as for one that does not exist
     */
    public String inWorkspace(String workspaceId) {
        if (mayActFor(workspaceId)) {
            return workspaceId;
        }
        throw new ProblemException(CommonError.NOT_FOUND, "There is no such workspace");
    }

    /** Whether something of this workspace may be shown; if not, answer as if it did not exist. */
    public boolean mayActFor(String workspaceId) {
        return isPlatformAdmin() || Objects.equals(token.getClaim(workspaceClaim), workspaceId);
    }
}
