package io.trunkline.kit.problem;

import java.util.List;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;

/** RFC 9457 body. {@code type} is a relative reference; the API guide lists the codes. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, String instance, String code,
        List<Violation> violations) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One violated rule of the input. */
    public record Violation(String field, String message) {
    }

    public static Problem of(ErrorCode code, String detail, String instance, List<Violation> violations) {
        String type = "/problems/" + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return new Problem(type, code.title(), code.status(), detail, instance, code.name(), violations);
    }

    public Response.ResponseBuilder toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }
}
