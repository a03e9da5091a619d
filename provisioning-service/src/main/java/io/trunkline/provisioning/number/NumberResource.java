package io.trunkline.provisioning.number;

import java.math.BigDecimal;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
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
import io.trunkline.kit.validation.E164;
import io.trunkline.kit.web.Prefer;
import io.trunkline.provisioning.ProvisioningError;

/** Purchases of numbers with the workspace's money, and releases. */
@Path("/api/numbers")
@RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
class NumberResource {

    private final NumberService numbers;
    private final OperationResponses responses;
    private final IdempotencyService idempotency;
    private final Caller caller;

    NumberResource(NumberService numbers, OperationResponses responses, IdempotencyService idempotency, Caller caller) {
        this.numbers = numbers;
        this.responses = responses;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /**
     * @param businessId the workspace
     * @param countryCode ISO 3166-1 alpha-2
     * @param monthlyCost the price that the search showed, in major units; null: the usual price of the kind
     */
    record PurchaseNumber(@NotNull @E164 String phoneNumber, @NotBlank String businessId,
            @Size(max = 100) String displayName,
            @NotNull @Pattern(regexp = "[A-Z]{2}", message = "must be an ISO 3166-1 code") String countryCode,
            @NotNull NumberType numberType,
            @PositiveOrZero @Digits(integer = 9, fraction = 2) BigDecimal monthlyCost) {
    }

    @POST
    @Path("/purchase")
    public Uni<Response> purchase(@NotNull @Valid PurchaseNumber request, @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("Prefer") String prefer) {
        String workspaceId = caller.inWorkspace(request.businessId());
        String scope = workspaceId + " POST /api/numbers/purchase";
        // A request with a key may run again after a crash: the same key is the same operation.
        UUID operation = key == null ? Ids.next() : Ids.of(scope, key);
        return idempotency.once(scope, key, request,
                () -> numbers.purchase(operation, workspaceId, request.phoneNumber(), request.displayName(),
                        new NumberCriteria(request.countryCode(), request.numberType(), null), request.monthlyCost())
                        .flatMap(started -> responses.provisioned(started, Prefer.waitOf(prefer))));
    }

    @DELETE
    @Path("/{numberId}/release")
    public Uni<Response> release(UUID numberId, @QueryParam("confirm") String confirm, @HeaderParam("Prefer") String prefer) {
        return numbers.findOwner(numberId).flatMap(owner -> {
            if (owner == null || !caller.mayActFor(owner)) {
                throw new ProblemException(ProvisioningError.NUMBER_NOT_FOUND,
                        "No number of the workspace has the id " + numberId);
            }
            return numbers.release(owner, numberId, confirm);
        }).flatMap(started -> responses.released(started, Prefer.waitOf(prefer)));
    }
}
