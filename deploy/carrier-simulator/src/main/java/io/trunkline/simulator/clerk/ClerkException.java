package io.trunkline.simulator.clerk;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.simulator.web.ErrorFormat;

/** An error in Clerk's format. */
final class ClerkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private record Line(String message, @JsonProperty("long_message") String longMessage, String code) {
    }

    private record Body(List<Line> errors, @JsonProperty("clerk_trace_id") String trace) {
    }

    ClerkException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ClerkException organizationNotFound() {
        return new ClerkException(404, "resource_not_found", "Organization not found");
    }

    private Response toResponse() {
        return Response.status(status).type(MediaType.APPLICATION_JSON)
                .entity(new Body(List.of(new Line(getMessage(), getMessage(), code)), ClerkIds.next("trace_"))).build();
    }

    /** Errors below {@code /clerk}. */
    @Singleton
    static class ClerkErrorFormat implements ErrorFormat {

        @Override
        public String base() {
            return "/clerk";
        }

        @Override
        public Response error(int status, String message) {
            String code = switch (status) {
                case 400 -> "request_body_invalid";
                case 404 -> "resource_not_found";
                default -> status >= 500 ? "internal_clerk_error" : "bad_request";
            };
            return new ClerkException(status, code, message).toResponse();
        }

        @ServerExceptionMapper
        Response toErrorResponse(ClerkException error) {
            return error.toResponse();
        }
    }
}
