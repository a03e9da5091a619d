package io.trunkline.kit.deadletter;

import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Cursor;

/** Dead letters for operators. The path contains the service's name, so that an ingress can route it by prefix. */
@Path("/api/admin/dead-letters/{service}")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class DeadLetterResource {

    private final DeadLetterService letters;
    private final Caller caller;
    private final String service;

    DeadLetterResource(DeadLetterService letters, Caller caller,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.letters = letters;
        this.caller = caller;
        this.service = service;
    }

    record Discard(@NotBlank @Size(max = 500) String reason) {
    }

    @GET
    public Uni<DeadLetterView.Page> list(String service,
            @QueryParam("status") @Pattern(regexp = "open|replayed|discarded", message = "must be open, replayed or discarded") String status,
            @QueryParam("cursor") String cursor, @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        requireOwn(service);
        return letters.page(Cursor.parse(cursor), DeadLetterStatus.of(status), limit)
                .map(rows -> new DeadLetterView.Page(rows.stream().limit(limit).map(DeadLetterView::of).toList(),
                        Cursor.next(rows, limit, DeadLetter::id)));
    }

    @GET
    @Path("/{id}")
    public Uni<DeadLetterView.Detail> get(String service, UUID id) {
        requireOwn(service);
        return letters.find(id).map(DeadLetterView.Detail::of);
    }

    @POST
    @Path("/{id}/replay")
    public Uni<DeadLetterView> replay(String service, UUID id) {
        requireOwn(service);
        return letters.replay(id, caller.subject()).map(DeadLetterView::of);
    }

    @POST
    @Path("/{id}/discard")
    public Uni<DeadLetterView> discard(String service, UUID id, @NotNull @Valid Discard request) {
        requireOwn(service);
        return letters.discard(id, caller.subject(), request.reason()).map(DeadLetterView::of);
    }

    private void requireOwn(String name) {
        if (!service.equals(name)) {
            throw new ProblemException(CommonError.NOT_FOUND, "The dead letters of " + name + " are not here");
        }
    }
}
