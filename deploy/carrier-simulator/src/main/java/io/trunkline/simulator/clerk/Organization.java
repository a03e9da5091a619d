package io.trunkline.simulator.clerk;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * An organization, in the JSON of Clerk's API and webhooks.
 *
 * @param createdBy null if no user created it
 * @param createdAt epoch milliseconds
 * @param updatedAt epoch milliseconds, greater after every change
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record Organization(String object, String id, String name, String slug, String imageUrl, boolean hasImage, int membersCount,
        int pendingInvitationsCount, int maxAllowedMemberships, boolean adminDeleteEnabled,
        Map<String, Object> publicMetadata, Map<String, Object> privateMetadata,
        @JsonInclude(JsonInclude.Include.NON_NULL) String createdBy, long createdAt, long updatedAt) {

    /** A deleted organization. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Deleted(String object, String id, String slug, boolean deleted) {
    }

    Deleted asDeleted() {
        return new Deleted(object, id, slug, true);
    }
}
