package io.trunkline.simulator.twilio;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A refusal in Twilio's form. Codes: https://www.twilio.com/docs/api/errors. */
public final class TwilioError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;

    private record Body(int code, String message, @JsonProperty("more_info") String moreInfo, int status) {
    }

    public TwilioError(int status, int code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** Most codes of the range 21xxx come with HTTP 400. */
    public static TwilioError badRequest(int code, String message) {
        return new TwilioError(400, code, message);
    }

    public static TwilioError notFound(String path) {
        return new TwilioError(404, 20404, "The requested resource " + path + " was not found");
    }

    static TwilioError unauthenticated() {
        return new TwilioError(401, 20003, "Authenticate");
    }

    /** An error that is known by its HTTP status alone. */
    static TwilioError ofStatus(int status, String message) {
        int code = switch (status) {
            case 401 -> 20003;
            case 403 -> 20006;
            case 404 -> 20404;
            case 405 -> 20004;
            case 409 -> 20409;
            case 429 -> 20429;
            case 503 -> 20503;
            default -> status >= 500 ? 20500 : 20001;
        };
        return new TwilioError(status, code, message);
    }

    public Response toResponse() {
        return Response.status(status).type(MediaType.APPLICATION_JSON)
                .entity(new Body(code, getMessage(), "https://www.twilio.com/docs/errors/" + code, status)).build();
    }
}
