package io.trunkline.simulator.web;

import java.util.List;

import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;

/** Answers every error in the format of the system whose path was called, and as problem+json elsewhere. */
@Singleton
class ErrorMappers {

    private final List<ErrorFormat> errorFormats;

    ErrorMappers(@All List<ErrorFormat> errorFormats) {
        this.errorFormats = errorFormats;
    }

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return problem.toResponse();
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException error, UriInfo uri) {
        Throwable reason = error.getCause() instanceof JsonProcessingException ? error.getCause() : error;
        return inErrorFormat(error.getResponse().getStatus(), message(reason), uri);
    }

    @ServerExceptionMapper
    Response json(MismatchedInputException error, UriInfo uri) {
        return inErrorFormat(400, message(error), uri);
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException error, UriInfo uri) {
        Log.errorf(error, "Unexpected error of the simulator on %s", uri.getPath());
        return inErrorFormat(500, "Unexpected error of the simulator: see its log", uri);
    }

    private Response inErrorFormat(int status, String message, UriInfo uri) {
        return errorFormats.stream().filter(format -> uri.getPath().startsWith(format.base() + "/")).findFirst()
                .map(format -> format.error(status, message))
                .orElseGet(() -> Problem.response(status, "HTTP_" + status, message));
    }

    /** Jackson's messages contain our class names, so they are replaced. */
    private static String message(Throwable error) {
        if (error instanceof UnrecognizedPropertyException unknown) {
            return "Unknown field: " + unknown.getPropertyName();
        }
        if (error instanceof InvalidFormatException wrong) {
            return "Invalid value: " + wrong.getValue();
        }
        if (error instanceof MismatchedInputException) {
            return "The JSON does not have the expected structure";
        }
        return error instanceof JsonProcessingException json ? json.getOriginalMessage() : error.getMessage();
    }
}
