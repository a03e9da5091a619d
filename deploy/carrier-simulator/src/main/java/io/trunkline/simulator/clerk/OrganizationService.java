package io.trunkline.simulator.clerk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import io.trunkline.simulator.clerk.OrganizationResource.CreateOrganization;
import io.trunkline.simulator.clerk.OrganizationResource.UpdateMetadata;
import io.trunkline.simulator.clerk.OrganizationResource.UpdateOrganization;

/** The organizations. A change and its event are one step, so events are in the order of the changes. */
@Singleton
class OrganizationService {

    private static final int DEFAULT_MEMBERSHIPS = 5;

    private final DeliveryService deliveries;
    private final Map<String, Organization> byId = new LinkedHashMap<>();

    OrganizationService(DeliveryService deliveries) {
        this.deliveries = deliveries;
    }

    synchronized Organization create(CreateOrganization request, RequestOrigin origin) {
        String slug = request.slug() == null ? generateSlug(request.name()) : request.slug();
        requireUnusedSlug(slug, null);
        long now = System.currentTimeMillis();
        String id = ClerkIds.next("org_");
        Organization organization = new Organization("organization", id, request.name(), slug,
                "https://img.clerk.com/" + id, false, request.createdBy() == null ? 0 : 1, 0,
                request.maxAllowedMemberships() == null ? DEFAULT_MEMBERSHIPS : request.maxAllowedMemberships(), true,
                orEmpty(request.publicMetadata()), orEmpty(request.privateMetadata()), request.createdBy(), now, now);
        byId.put(id, organization);
        deliveries.send("organization.created", id, organization, origin);
        return organization;
    }

    synchronized Organization update(String id, UpdateOrganization request, RequestOrigin origin) {
        Organization before = get(id);
        requireUnusedSlug(request.slug(), id);
        return replace(new Organization("organization", id, orDefault(request.name(), before.name()),
                orDefault(request.slug(), before.slug()),
                before.imageUrl(), before.hasImage(), before.membersCount(), before.pendingInvitationsCount(),
                orDefault(request.maxAllowedMemberships(), before.maxAllowedMemberships()),
                orDefault(request.adminDeleteEnabled(), before.adminDeleteEnabled()),
                orDefault(request.publicMetadata(), before.publicMetadata()),
                orDefault(request.privateMetadata(), before.privateMetadata()),
                before.createdBy(), before.createdAt(), nextUpdateTime(before)), origin);
    }

    synchronized Organization merge(String id, UpdateMetadata request, RequestOrigin origin) {
        Organization before = get(id);
        return replace(new Organization("organization", id, before.name(), before.slug(), before.imageUrl(),
                before.hasImage(), before.membersCount(), before.pendingInvitationsCount(), before.maxAllowedMemberships(),
                before.adminDeleteEnabled(), merged(before.publicMetadata(), orEmpty(request.publicMetadata())),
                merged(before.privateMetadata(), orEmpty(request.privateMetadata())), before.createdBy(), before.createdAt(),
                nextUpdateTime(before)), origin);
    }

    synchronized Organization.Deleted delete(String id, RequestOrigin origin) {
        Organization.Deleted deleted = get(id).asDeleted();
        byId.remove(id);
        deliveries.send("organization.deleted", id, deleted, origin);
        return deleted;
    }

    synchronized Organization get(String id) {
        Organization organization = byId.get(id);
        if (organization == null) {
            throw ClerkException.organizationNotFound();
        }
        return organization;
    }

    synchronized List<Organization> all() {
        return List.copyOf(byId.values());
    }

    private Organization replace(Organization organization, RequestOrigin origin) {
        byId.put(organization.id(), organization);
        deliveries.send("organization.updated", organization.id(), organization, origin);
        return organization;
    }

    /** Two changes within one millisecond get different times. */
    private static long nextUpdateTime(Organization before) {
        return Math.max(System.currentTimeMillis(), before.updatedAt() + 1);
    }

    private void requireUnusedSlug(String slug, String owner) {
        boolean taken = byId.values().stream().anyMatch(other -> other.slug().equals(slug) && !other.id().equals(owner));
        if (taken) {
            throw new ClerkException(422, "form_identifier_exists", "That slug is taken. Please try another.");
        }
    }

    private String generateSlug(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        boolean taken = slug.isEmpty() || byId.values().stream().anyMatch(other -> other.slug().equals(slug));
        return taken ? slug + "-" + System.nanoTime() : slug;
    }

    /** Deep merge; null removes a key. */
    private static Map<String, Object> merged(Map<String, Object> before, Map<String, Object> changes) {
        Map<String, Object> merged = new LinkedHashMap<>(before);
        changes.forEach((key, value) -> {
            if (value == null) {
                merged.remove(key);
            } else if (value instanceof Map<?, ?> map) {
                Map<String, Object> old = merged.get(key) instanceof Map<?, ?> inner ? asObject(inner) : Map.of();
                merged.put(key, merged(old, asObject(map)));
            } else {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static Map<String, Object> asObject(Map<?, ?> json) {
        Map<String, Object> object = new LinkedHashMap<>();
        json.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }

    private static Map<String, Object> orEmpty(Map<String, Object> metadata) {
        return metadata == null ? Map.of() : metadata;
    }

    private static <T> T orDefault(T value, T before) {
        return value == null ? before : value;
    }
}
