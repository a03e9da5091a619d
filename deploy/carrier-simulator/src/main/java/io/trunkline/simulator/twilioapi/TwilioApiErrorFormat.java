package io.trunkline.simulator.twilioapi;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.trunkline.simulator.web.ErrorFormat;

/**
 * Errors of the API 2010-04-01: one format, with each carrier's own codes.
 *
 * @param base base path of the carrier, such as {@code /twilio}
 * @param realm of HTTP Basic
 * @param unauthorized message of a 401
 * @param invalidValueStatus HTTP status of an invalid value
 * @param codes the carrier's codes, by Twilio's; Twilio's code if absent
 * @param codeOfStatus the code of an error without a specific code, by HTTP status
 * @param documentation URL of a code's documentation
 */
public record TwilioApiErrorFormat(String base, String realm, String unauthorized, int invalidValueStatus,
        Map<Integer, Integer> codes, IntUnaryOperator codeOfStatus, IntFunction<String> documentation)
        implements
            ErrorFormat {

    private record Body(int code, String message, @JsonProperty("more_info") String moreInfo, int status) {
    }

    /** The response to an error with one of Twilio's codes. */
    Response toResponse(TwilioApiException error) {
        return response(error.status() == 400 ? invalidValueStatus : error.status(),
                codes.getOrDefault(error.code(), error.code()), error.getMessage());
    }

    @Override
    public Response error(int status, String message) {
        return response(status, codeOfStatus.applyAsInt(status), message);
    }

    /** The response to a request without valid credentials. */
    Response unauthorizedResponse() {
        return Response.fromResponse(error(401, unauthorized))
                .header("WWW-Authenticate", "Basic realm=\"" + realm + "\"").build();
    }

    /** The response with exactly this status and code. */
    Response response(int status, int code, String message) {
        return Response.status(status).type(MediaType.APPLICATION_JSON)
                .entity(new Body(code, message, documentation.apply(code), status)).build();
    }
}
