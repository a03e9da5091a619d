package io.trunkline.kit.sample;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.validation.E164;

/** A resource like those of the services. */
@Path("/sample")
public class SampleResource {

    private final IdempotencyService idempotency;
    private final Caller caller;
    private final AtomicInteger runs = new AtomicInteger();

    SampleResource(IdempotencyService idempotency, Caller caller) {
        this.idempotency = idempotency;
        this.caller = caller;
    }

    enum Kind {
        FIRST,
        SECOND
    }

    record SampleRequest(@NotNull @E164 String number, @Positive int amount, String mode, BigDecimal price, Kind kind,
            Boolean enabled) {
    }

    record SampleResponse(int run, String number) {
    }

    @POST
    @RolesAllowed(Roles.WORKSPACE_ADMIN)
    public Uni<Response> post(@NotNull @Valid SampleRequest request, @HeaderParam("Idempotency-Key") String key) {
        return idempotency.once(caller.workspaceId() + " sample", key, request, () -> process(request));
    }

    @GET
    @Path("/{workspaceId}")
    @RolesAllowed({ Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
    public Uni<SampleResponse> get(String workspaceId, @QueryParam("id") UUID id, @QueryParam("limit") Integer limit) {
        return Uni.createFrom().item(new SampleResponse(0, caller.inWorkspace(workspaceId)));
    }

    @GET
    @Path("/{workspaceId}/items/{itemId}")
    @RolesAllowed(Roles.WORKSPACE_ADMIN)
    public Uni<SampleResponse> item(String workspaceId, UUID itemId) {
        return Uni.createFrom().item(new SampleResponse(0, itemId.toString()));
    }

    private Uni<Response> process(SampleRequest request) {
        int run = runs.incrementAndGet();
        if ("refuse".equals(request.mode())) {
            throw new ProblemException(CommonError.FORBIDDEN, "refused in run " + run);
        }
        if ("break".equals(request.mode())) {
            throw new IllegalStateException("secret insides");
        }
        Uni<Response> response = Uni.createFrom()
                .item(Response.status(201).entity(new SampleResponse(run, request.number())).build());
        return "slow".equals(request.mode()) ? response.onItem().delayIt().by(Duration.ofMillis(600)) : response;
    }
}
