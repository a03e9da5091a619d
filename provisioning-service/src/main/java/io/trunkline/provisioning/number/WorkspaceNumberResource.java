package io.trunkline.provisioning.number;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.NumberCriteria;
import io.trunkline.events.NumberType;
import io.trunkline.kit.Ids;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Prefer;
import io.trunkline.provisioning.ProvisioningError;
import io.trunkline.provisioning.workspace.Slot;

/** The numbers of a workspace, within its plan. */
@Path("/api/workspaces/{workspaceId}/phone-numbers")
class WorkspaceNumberResource {

    private final NumberService numbers;
    private final OperationResponses responses;
    private final IdempotencyService idempotency;
    private final Caller caller;

    WorkspaceNumberResource(NumberService numbers, OperationResponses responses, IdempotencyService idempotency,
            Caller caller) {
        this.numbers = numbers;
        this.responses = responses;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * @param type the label; default custom, and always primary for the first number
     * @param country ISO 3166-1 alpha-2
     */
    record ProvisionNumber(@Pattern(regexp = "primary|sales|support|custom") String type,
            @Size(max = 100) String displayName,
            @Pattern(regexp = "\\d{2,5}", message = "must be 2 to 5 digits") String areaCode,
            NumberType numberType, @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code") String country) {

        static final ProvisionNumber ANY = new ProvisionNumber(null, null, null, null, null);

        Slot.Label label() {
            return type == null ? Slot.Label.CUSTOM : Slot.Label.valueOf(type.toUpperCase(Locale.ROOT));
        }
    }

    record NumberPage(List<NumberView> phoneNumbers, String nextCursor) {
    }

    @GET
    @RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.WORKSPACE_MEMBER, Roles.PLATFORM_ADMIN })
    public Uni<NumberPage> list(String workspaceId) {
        return numbers.listNumbers(caller.inWorkspace(workspaceId))
                .map(slots -> new NumberPage(slots.stream().map(NumberView::of).toList(), null));
    }

    @GET
    @Path("/{numberId}")
    @RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.WORKSPACE_MEMBER, Roles.PLATFORM_ADMIN })
    public Uni<NumberView> number(String workspaceId, UUID numberId) {
        return numbers.listNumbers(caller.inWorkspace(workspaceId))
                .map(slots -> slots.stream().filter(slot -> slot.numberId().equals(numberId)).findFirst()
                        .map(NumberView::of).orElseThrow(() -> new ProblemException(ProvisioningError.NUMBER_NOT_FOUND,
                                "No number of the workspace has the id " + numberId)));
    }

    @POST
    @RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
    public Uni<Response> provision(String workspaceId, @Valid ProvisionNumber body, @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("Prefer") String prefer) {
        String workspace = caller.inWorkspace(workspaceId);
        ProvisionNumber request = body == null ? ProvisionNumber.ANY : body;
        String scope = workspace + " POST phone-numbers";
        // A request with a key may run again after a crash: the same key is the same operation.
        UUID operation = key == null ? Ids.next() : Ids.of(scope, key);
        return idempotency.once(scope, key, request,
                () -> numbers.provisionNextNumber(operation, workspace, request.label(), request.displayName(),
                        new NumberCriteria(request.country(), request.numberType(), request.areaCode()))
                        .flatMap(started -> responses.provisioned(started, Prefer.waitOf(prefer))));
    }

    @DELETE
    @Path("/{numberId}")
    @RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
    public Uni<Response> release(String workspaceId, UUID numberId, @QueryParam("confirm") String confirm,
            @HeaderParam("Prefer") String prefer) {
        return numbers.release(caller.inWorkspace(workspaceId), numberId, confirm)
                .flatMap(started -> responses.released(started, Prefer.waitOf(prefer)));
    }
}
