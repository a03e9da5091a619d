package io.trunkline.provisioning.operation;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.provisioning.ProvisioningError;

/** Operations: the Location of every 202. */
@Path("/api/operations/{id}")
@RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.WORKSPACE_MEMBER, Roles.PLATFORM_ADMIN })
class OperationResource {

    private final OperationQueryService queries;
    private final StuckOperationService stuckOperations;
    private final Caller caller;

    OperationResource(OperationQueryService queries, StuckOperationService stuckOperations, Caller caller) {
        this.queries = queries;
        this.stuckOperations = stuckOperations;
        this.caller = caller;
    }

    @GET
    public Uni<OperationView> operation(UUID id) {
        return queries.view(id).map(view -> {
            if (view == null || !caller.mayActFor(view.workspaceId())) {
                throw new ProblemException(ProvisioningError.OPERATION_NOT_FOUND, "No operation has the id " + id);
            }
            return view;
        });
    }

    /** @param reason why the operator acts; stored with the action */
    record OperatorRequest(@Size(max = 200) String reason) {
        static String reasonOf(OperatorRequest request) {
            return request == null ? null : request.reason();
        }
    }

    /** @return the operation, which may be compensating */
    @POST
    @Path("/fail")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<OperationView> fail(UUID id, @Valid OperatorRequest request) {
        return stuckOperations.fail(id, caller.subject(), OperatorRequest.reasonOf(request)).chain(() -> queries.view(id));
    }

    /** @return the operation, whose current command was sent again */
    @POST
    @Path("/redrive")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<OperationView> redrive(UUID id, @Valid OperatorRequest request) {
        return stuckOperations.redrive(id, caller.subject(), OperatorRequest.reasonOf(request)).chain(() -> queries.view(id));
    }
}
