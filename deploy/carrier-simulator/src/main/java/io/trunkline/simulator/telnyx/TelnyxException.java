package io.trunkline.simulator.telnyx;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An error in Telnyx's format: https://developers.telnyx.com/development/api-fundamentals/api-errors. */
public final class TelnyxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Reason reason;
    private final String pointer;
    private final String parameter;

    /**
     * The type of an error. Telnyx documents few of the HTTP statuses; the others are assumptions.
     *
     * @param code digits, sent as text
     */
    public record Reason(int status, String code, String title) {

        public static final Reason INVALID_NUMBER = new Reason(422, "10002", "Invalid phone number");
        public static final Reason INVALID_URL = new Reason(422, "10003", "Invalid URL");
        public static final Reason MISSING_PARAMETER = new Reason(422, "10004", "Missing required parameter");
        public static final Reason NOT_FOUND = new Reason(404, "10005", "Resource not found");
        public static final Reason UNAUTHENTICATED = new Reason(401, "10009", "Authentication failed");
        public static final Reason BAD_REQUEST = new Reason(400, "10015", "Bad Request");
        public static final Reason NOT_E164 = new Reason(422, "10016", "Phone number must be in +E.164 format");
        public static final Reason NO_SUCH_ASSOCIATION = new Reason(422, "10017", "Associated resource does not exist");
        public static final Reason UNPROCESSABLE = new Reason(422, "10027", "Unprocessable Entity");
        public static final Reason NOT_IN_LIST = new Reason(422, "10032", "Value not in list");
        public static final Reason OUT_OF_RANGE = new Reason(422, "10033", "Value outside of range");

        /** The default error of an HTTP status. */
        static Reason ofStatus(int status) {
            return switch (status) {
                case 401 -> UNAUTHENTICATED;
                case 403 -> new Reason(403, "10010", "Authorization failed");
                case 404 -> NOT_FOUND;
                case 408, 504 -> new Reason(status, "10008", "Request timeout");
                case 415 -> new Reason(415, "10014", "Unsupported Media Type");
                case 422 -> UNPROCESSABLE;
                case 429 -> new Reason(429, "10011", "Too many requests");
                default -> status >= 500 ? new Reason(status, "10007", "Unexpected error")
                        : new Reason(status, BAD_REQUEST.code(), BAD_REQUEST.title());
            };
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Source(String pointer, String parameter) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Line(String code, String title, String detail, Source source, Map<String, String> meta) {
    }

    private record Body(List<Line> errors) {
    }

    private TelnyxException(Reason reason, String detail, String pointer, String parameter) {
        super(detail, null, false, false);
        this.reason = reason;
        this.pointer = pointer;
        this.parameter = parameter;
    }

    public static TelnyxException of(Reason reason, String detail) {
        return new TelnyxException(reason, detail, null, null);
    }

    /** An error of a member of the JSON body, such as {@code /phone_numbers/0/phone_number}. */
    public static TelnyxException forField(String pointer, Reason reason, String detail) {
        return new TelnyxException(reason, detail, pointer, null);
    }

    /** An error of a query parameter. */
    static TelnyxException forParameter(String parameter, Reason reason, String detail) {
        return new TelnyxException(reason, detail, null, parameter);
    }

    public static TelnyxException notFound() {
        return of(Reason.NOT_FOUND, "The requested resource or URL could not be found.");
    }

    public Response toResponse() {
        Source source = pointer == null && parameter == null ? null : new Source(pointer, parameter);
        Line line = new Line(reason.code(), reason.title(), getMessage(), source,
                Map.of("url", "https://developers.telnyx.com/docs/overview/errors/" + reason.code()));
        return Response.status(reason.status()).type(MediaType.APPLICATION_JSON).entity(new Body(List.of(line))).build();
    }
}
