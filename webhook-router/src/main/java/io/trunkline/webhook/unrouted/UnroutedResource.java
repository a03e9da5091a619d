package io.trunkline.webhook.unrouted;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.tenant.Roles;
import io.trunkline.kit.web.Cursor;

/** Lists unrouted webhooks for operators: number and reason, never the content. */
@Path("/api/admin/webhooks/unrouted")
@RolesAllowed(Roles.PLATFORM_ADMIN)
class UnroutedResource {

    private final UnroutedService service;

    UnroutedResource(UnroutedService service) {
        this.service = service;
    }

    /**
     * @param number the called number, or what was called instead
     * @param detail what is not understood; null unless the reason is UNREADABLE
     */
    record UnroutedView(UUID id, String source, String number, String reason, String providerId, Instant receivedAt,
            String detail) {
        static UnroutedView of(UnroutedWebhook unrouted) {
            return new UnroutedView(unrouted.id(), unrouted.source(), unrouted.number(), unrouted.reason(),
                    unrouted.dedupeKey(), unrouted.receivedAt(), unrouted.detail());
        }
    }

    record UnroutedPage(List<UnroutedView> webhooks, String nextCursor) {
    }

    @GET
    public Uni<UnroutedPage> list(@QueryParam("cursor") String cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return service.page(Cursor.parse(cursor), limit)
                .map(rows -> new UnroutedPage(rows.stream().limit(limit).map(UnroutedView::of).toList(),
                        Cursor.next(rows, limit, unrouted -> unrouted.id())));
    }
}
