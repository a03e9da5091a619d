package io.trunkline.simulator.compatible;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.simulator.web.Dialect;

/** Errors of the API 2010-04-01: one form, in each carrier's own codes. */
public abstract class CompatibleDialect implements Dialect {

    private record Body(int code, String message, @JsonProperty("more_info") String moreInfo, int status) {
    }

    /** The carrier's code and status for a refusal in Twilio's. */
    public abstract Refusal translate(Refusal refusal);

    /** An error that is known by its HTTP status alone. */
    public abstract Refusal ofStatus(int status, String message);

    /** Where the carrier explains a code of its own. */
    protected abstract String documentation(int code);

    /** What the carrier answers to a refusal in Twilio's codes. */
    public final Response answer(Refusal refusal) {
        return response(translate(refusal));
    }

    @Override
    public final Response error(int status, String message) {
        return response(ofStatus(status, message));
    }

    /** The answer with exactly this status and code. */
    public final Response response(Refusal refusal) {
        return Response.status(refusal.status()).type(MediaType.APPLICATION_JSON)
                .entity(new Body(refusal.code(), refusal.getMessage(), documentation(refusal.code()), refusal.status()))
                .build();
    }
}
