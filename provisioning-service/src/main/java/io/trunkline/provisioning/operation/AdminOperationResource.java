package io.trunkline.provisioning.operation;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Cursor;

/** Operations that have not ended, for operators. */
@Path("/api/admin/operations")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class AdminOperationResource {

    private static final Set<OperationState> OPEN = EnumSet.of(OperationState.RUNNING, OperationState.COMPENSATING,
            OperationState.NEEDS_ATTENTION);

    private final OperationQueryService queries;

    AdminOperationResource(OperationQueryService queries) {
        this.queries = queries;
    }

    /** @param nextCursor null on the last page */
    record OperationPage(List<OpenOperation> operations, String nextCursor) {
    }

    /** The oldest first. */
    @GET
    public Uni<OperationPage> list(@QueryParam("state") String state, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return queries.open(statesOf(state), Cursor.parse(cursor), limit).map(rows -> new OperationPage(
                rows.stream().limit(limit).toList(), Cursor.next(rows, limit, OpenOperation::id)));
    }

    private static Set<OperationState> statesOf(String name) {
        if (name == null) {
            return OPEN;
        }
        return OPEN.stream().filter(state -> state.name().equals(name.toUpperCase(Locale.ROOT))).findFirst().map(Set::of)
                .orElseThrow(() -> new ProblemException(CommonError.INVALID_INPUT, "state must be one of " + OPEN));
    }
}
