package io.trunkline.simulator.twilioapi;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.simulator.web.ErrorFormat;

/** Errors of the API 2010-04-01: one form, in each carrier's own codes. */
public abstract class TwilioApiErrorFormat implements ErrorFormat {

    private record Body(int code, String message, @JsonProperty("more_info") String moreInfo, int status) {
    }

    /** The carrier's code and status for a error in Twilio's. */
    public abstract TwilioApiException translate(TwilioApiException error);

    /** An error that is known by its HTTP status alone. */
    public abstract TwilioApiException ofStatus(int status, String message);

    /** Where the carrier explains a code of its own. */
    protected abstract String documentation(int code);

    /** What the carrier answers to a error in Twilio's codes. */
    public final Response toResponse(TwilioApiException error) {
        return response(translate(error));
    }

    @Override
    public final Response error(int status, String message) {
        return response(ofStatus(status, message));
    }

    /** The answer with exactly this status and code. */
    public final Response response(TwilioApiException error) {
        return Response.status(error.status()).type(MediaType.APPLICATION_JSON)
                .entity(new Body(error.code(), error.getMessage(), documentation(error.code()), error.status()))
                .build();
    }
}
