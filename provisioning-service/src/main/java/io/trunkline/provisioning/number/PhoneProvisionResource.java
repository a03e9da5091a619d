package io.trunkline.provisioning.number;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Prefer;
import io.trunkline.provisioning.workspace.Slot;

/** The first number of a workspace's plan. */
@Path("/api/phone/provision")
class PhoneProvisionResource {

    private final NumberService numbers;
    private final OperationResponses responses;
    private final IdempotencyService idempotency;
    private final Caller caller;

    PhoneProvisionResource(NumberService numbers, OperationResponses responses, IdempotencyService idempotency, Caller caller) {
        this.numbers = numbers;
        this.responses = responses;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** Whether the caller's workspace has a number, and the number. */
    record Provisioned(boolean success, @JsonProperty("has_number") boolean hasNumber,
            @JsonProperty("phone_number") String phoneNumber, NumberView number) {
    }

    @POST
    @RolesAllowed(Roles.WORKSPACE_ADMIN)
    public Uni<Response> provision(@HeaderParam("Idempotency-Key") String key,
            @HeaderParam("Prefer") String prefer) {
        String workspaceId = caller.workspaceId();
        return idempotency.once(workspaceId + " POST /api/phone/provision", key, "",
                () -> numbers.provisionFirstNumber(workspaceId)
                        .flatMap(started -> responses.provisioned(started, Prefer.waitOf(prefer))));
    }

    @GET
    @RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.WORKSPACE_MEMBER })
    public Uni<Provisioned> provisioned() {
        return numbers.listNumbers(caller.workspaceId()).map(PhoneProvisionResource::view);
    }

    private static Provisioned view(List<Slot> slots) {
        return slots.stream().filter(slot -> slot.label() == Slot.Label.PRIMARY).findFirst()
                .or(() -> slots.stream().findFirst())
                .map(slot -> new Provisioned(true, true, slot.e164(), NumberView.of(slot)))
                .orElse(new Provisioned(true, false, null, null));
    }
}
