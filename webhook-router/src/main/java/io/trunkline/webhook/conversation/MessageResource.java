package io.trunkline.webhook.conversation;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.idempotency.IdempotencyService;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;

/** Sends messages from a number of the workspace. */
@Path("/api/workspaces/{workspaceId: [A-Za-z0-9_-]{1,64}}/messages")
@RolesAllowed({ Roles.WORKSPACE_MEMBER, Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
class MessageResource {

    private final ConversationService service;
    private final IdempotencyService idempotency;
    private final Caller caller;

    MessageResource(ConversationService service, IdempotencyService idempotency, Caller caller) {
        this.service = service;
        this.idempotency = idempotency;
        this.caller = caller;
    }

    /** Responds 202 when the message is stored for sending. Its status is in its conversation. */
    @POST
    public Uni<Response> send(@PathParam("workspaceId") String path, @HeaderParam("Idempotency-Key") String key,
            @NotNull @Valid SendMessageRequest request) {
        String workspaceId = caller.inWorkspace(path);
        return idempotency.once(workspaceId + " POST messages", key, request,
                () -> service.send(workspaceId, request, key).map(message -> accepted(workspaceId, message)));
    }

    private static Response accepted(String workspaceId, Message message) {
        String conversation = "/api/workspaces/" + workspaceId + "/conversations/" + message.conversationId() + "/messages";
        return Response.accepted(MessageView.of(message)).header(HttpHeaders.LOCATION, conversation).build();
    }
}
