package io.trunkline.webhook.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.tenant.Caller;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.validation.E164;
import io.trunkline.kit.web.Cursor;

/** Lists the conversations, messages and contacts of a workspace. */
@Path("/api/workspaces/{workspaceId: [A-Za-z0-9_-]{1,64}}")
@RolesAllowed({ Roles.WORKSPACE_MEMBER, Roles.WORKSPACE_ADMIN, Roles.PLATFORM_ADMIN })
class ConversationResource {

    private final ConversationService service;
    private final Caller caller;

    ConversationResource(ConversationService service, Caller caller) {
        this.service = service;
        this.caller = caller;
    }

    /**
     * @param number our number
     * @param numberType the purpose for which the workspace uses the number; null when it is not known
     */
    record ConversationView(UUID id, String channel, String number, String numberType, String peer, UUID contactId,
            Instant createdAt,
            Instant lastMessageAt, String lastMessagePreview) {
        static ConversationView of(Conversation conversation) {
            return new ConversationView(conversation.id(), conversation.channel().wireName(), conversation.number(),
                    conversation.numberType(),
                    conversation.peer(), conversation.contactId(), conversation.createdAt(), conversation.lastMessageAt(),
                    conversation.lastMessagePreview());
        }
    }

    record ContactView(UUID id, String address, Instant createdAt, Instant lastSeenAt) {
        static ContactView of(Contact contact) {
            return new ContactView(contact.id(), contact.address(), contact.createdAt(), contact.lastSeenAt());
        }
    }

    record ConversationPage(List<ConversationView> conversations, String nextCursor) {
    }

    record MessagePage(List<MessageView> messages, String nextCursor) {
    }

    record ContactPage(List<ContactView> contacts, String nextCursor) {
    }

    @GET
    @Path("/conversations")
    public Uni<ConversationPage> conversations(@PathParam("workspaceId") String workspaceId,
            @QueryParam("number") @E164 String number,
            @QueryParam("numberType") @Pattern(regexp = SendMessageRequest.NUMBER_TYPES) String numberType,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return service.conversations(caller.inWorkspace(workspaceId), number, numberType, Cursor.parse(cursor), limit)
                .map(rows -> new ConversationPage(rows.stream().limit(limit).map(ConversationView::of).toList(),
                        Cursor.next(rows, limit, conversation -> conversation.lastMessageId())));
    }

    @GET
    @Path("/conversations/{conversationId}/messages")
    public Uni<MessagePage> messages(@PathParam("workspaceId") String workspaceId,
            @PathParam("conversationId") UUID conversationId, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return service.messages(caller.inWorkspace(workspaceId), conversationId, Cursor.parse(cursor), limit)
                .map(rows -> new MessagePage(rows.stream().limit(limit).map(MessageView::of).toList(),
                        Cursor.next(rows, limit, message -> message.id())));
    }

    @GET
    @Path("/contacts")
    public Uni<ContactPage> contacts(@PathParam("workspaceId") String workspaceId, @QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return service.contacts(caller.inWorkspace(workspaceId), Cursor.parse(cursor), limit)
                .map(rows -> new ContactPage(rows.stream().limit(limit).map(ContactView::of).toList(),
                        Cursor.next(rows, limit, contact -> contact.id())));
    }
}
