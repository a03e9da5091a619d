package io.trunkline.simulator.clerk;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestPath;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import io.vertx.core.http.HttpServerRequest;

/** Clerk's Backend API for organizations. Credentials are not checked. */
@Path("/clerk/v1/organizations")
public class OrganizationResource {

    private final OrganizationService organizations;

    OrganizationResource(OrganizationService organizations) {
        this.organizations = organizations;
    }

    /** A new organization; only the name is required. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record CreateOrganization(String name, String slug, String createdBy, Integer maxAllowedMemberships,
            Map<String, Object> publicMetadata, Map<String, Object> privateMetadata) {
    }

    /** The changes: null means unchanged; metadata are replaced completely. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record UpdateOrganization(String name, String slug, Integer maxAllowedMemberships, Boolean adminDeleteEnabled,
            Map<String, Object> publicMetadata, Map<String, Object> privateMetadata) {
    }

    /** Metadata for a deep merge; null removes its key. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record UpdateMetadata(Map<String, Object> publicMetadata, Map<String, Object> privateMetadata) {
    }

    /** All organizations. */
    public record OrganizationList(List<Organization> data, @JsonProperty("total_count") int totalCount) {
    }

    @POST
    public Organization create(CreateOrganization request, HttpServerRequest httpRequest) {
        if (request == null || request.name() == null || request.name().isBlank()) {
            throw new ClerkException(422, "form_param_missing", "name must be included.");
        }
        return organizations.create(request, RequestOrigin.of(httpRequest));
    }

    @GET
    public OrganizationList list() {
        List<Organization> all = organizations.all();
        return new OrganizationList(all, all.size());
    }

    @GET
    @Path("/{id}")
    public Organization fetch(@RestPath String id) {
        return organizations.get(id);
    }

    @PATCH
    @Path("/{id}")
    public Organization update(@RestPath String id, UpdateOrganization request, HttpServerRequest httpRequest) {
        return organizations.update(id, required(request), RequestOrigin.of(httpRequest));
    }

    @PATCH
    @Path("/{id}/metadata")
    public Organization merge(@RestPath String id, UpdateMetadata request, HttpServerRequest httpRequest) {
        return organizations.merge(id, required(request), RequestOrigin.of(httpRequest));
    }

    @DELETE
    @Path("/{id}")
    public Organization.Deleted delete(@RestPath String id, HttpServerRequest httpRequest) {
        return organizations.delete(id, RequestOrigin.of(httpRequest));
    }

    private static <T> T required(T body) {
        if (body == null) {
            throw new ClerkException(400, "request_body_invalid", "A JSON body is required.");
        }
        return body;
    }
}
