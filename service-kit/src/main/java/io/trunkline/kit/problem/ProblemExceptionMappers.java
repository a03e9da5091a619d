package io.trunkline.kit.problem;

import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.trunkline.kit.SqlState;
import io.trunkline.kit.TransientFailures;

/** Maps every failure to a response. The response contains no class name, no cause and no stack trace. */
class ProblemExceptionMappers {

    /** SQLState character_not_in_repertoire. Hibernate Reactive wraps it in a SQLException. */
    private static final String UNSTORABLE = "22021";

    @ServerExceptionMapper
    Response expected(ProblemException failure, UriInfo uri) {
        Response.ResponseBuilder response = problem(failure.code(), failure.getMessage(), uri);
        failure.retryAfter().ifPresent(wait -> retryAfter(response, wait));
        return response.build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException failure, UriInfo uri) {
        List<Problem.Violation> violations = failure.getConstraintViolations().stream()
                .map(violation -> new Problem.Violation(field(violation), violation.getMessage())).sorted(
                        java.util.Comparator.comparing(Problem.Violation::field).thenComparing(Problem.Violation::message))
                .toList();
        return Problem.of(CommonError.INVALID_INPUT, "See violations", uri.getPath(), violations).toResponse().build();
    }

    @ServerExceptionMapper
    Response unknownField(UnrecognizedPropertyException failure, UriInfo uri) {
        var violation = new Problem.Violation(field(failure), "is unknown or read-only");
        return Problem.of(CommonError.UNKNOWN_FIELD, "The field '" + violation.field() + "' is unknown or read-only",
                uri.getPath(), List.of(violation)).toResponse().build();
    }

    @ServerExceptionMapper
    Response wrongType(MismatchedInputException failure, UriInfo uri) {
        var violation = new Problem.Violation(field(failure), "has the wrong type or value");
        return Problem.of(CommonError.MALFORMED_REQUEST, "The JSON does not match this request", uri.getPath(),
                violation.field().isEmpty() ? List.of() : List.of(violation)).toResponse().build();
    }

    @ServerExceptionMapper
    Response malformed(JsonProcessingException failure, UriInfo uri) {
        return problem(CommonError.MALFORMED_REQUEST, "The body is not JSON", uri).build();
    }

    @ServerExceptionMapper({ UnauthorizedException.class, AuthenticationFailedException.class })
    Response unauthenticated(Throwable failure, UriInfo uri) {
        return problem(CommonError.UNAUTHENTICATED, "Send a valid bearer token", uri)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException failure, UriInfo uri) {
        return problem(CommonError.FORBIDDEN, "The token's roles do not allow this", uri).build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException failure, UriInfo uri) {
        // Quarkus REST wraps what the body reader threw.
        if (failure.getCause() instanceof UnrecognizedPropertyException unknown) {
            return unknownField(unknown, uri);
        }
        if (failure.getCause() instanceof MismatchedInputException mismatch) {
            return wrongType(mismatch, uri);
        }
        // Quarkus REST also wraps what a parameter's converter threw.
        if (failure.getCause() instanceof ProblemException expected) {
            return expected(expected, uri);
        }
        // A query parameter that is not a number; JAX-RS would answer 404.
        if (failure.getCause() instanceof NumberFormatException) {
            return problem(CommonError.INVALID_INPUT, "A parameter must be a number", uri).build();
        }
        ErrorCode code = switch (failure.getResponse().getStatus()) {
            case 401 -> CommonError.UNAUTHENTICATED;
            case 403 -> CommonError.FORBIDDEN;
            case 404 -> CommonError.NOT_FOUND;
            case 405 -> CommonError.METHOD_NOT_ALLOWED;
            case 406 -> CommonError.NOT_ACCEPTABLE;
            case 413 -> CommonError.PAYLOAD_TOO_LARGE;
            case 415 -> CommonError.UNSUPPORTED_MEDIA_TYPE;
            default -> failure.getResponse().getStatus() < 500 ? CommonError.MALFORMED_REQUEST : CommonError.INTERNAL_ERROR;
        };
        if (code == CommonError.INTERNAL_ERROR) {
            return unexpected(failure, uri);
        }
        return problem(code, code.title(), uri).build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure, UriInfo uri) {
        if (TransientFailures.isTransient(failure)) {
            Log.warnf("%s is temporarily unavailable: %s", uri.getPath(), failure.toString());
            return retryAfter(problem(CommonError.TEMPORARILY_UNAVAILABLE, "Try again, with the same Idempotency-Key", uri),
                    Duration.ofSeconds(2)).build();
        }
        if (isUnstorableText(failure)) {
            return problem(CommonError.INVALID_INPUT, "A text contains U+0000, which cannot be stored", uri).build();
        }
        Log.errorf(failure, "%s failed unexpectedly", uri.getPath());
        return problem(CommonError.INTERNAL_ERROR, "The failure was logged", uri).build();
    }

    /** PostgreSQL's text type supports every character but U+0000. */
    private static boolean isUnstorableText(Throwable failure) {
        return UNSTORABLE.equals(SqlState.ofAnyCause(failure));
    }

    private static Response.ResponseBuilder problem(ErrorCode code, String detail, UriInfo uri) {
        return Problem.of(code, detail, uri.getPath(), List.of()).toResponse();
    }

    private static Response.ResponseBuilder retryAfter(Response.ResponseBuilder response, Duration wait) {
        return response.header(HttpHeaders.RETRY_AFTER, Math.max(1, wait.toSeconds()));
    }

    /** The path inside the body or the parameter's name, without the resource method. */
    private static String field(ConstraintViolation<?> violation) {
        List<String> nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false).skip(1)
                .map(Path.Node::toString).toList();
        return nodes.size() > 1 ? String.join(".", nodes.subList(1, nodes.size())) : String.join(".", nodes);
    }

    private static String field(JsonMappingException failure) {
        StringBuilder field = new StringBuilder();
        failure.getPath().forEach(step -> {
            if (step.getFieldName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            } else {
                field.append('[').append(step.getIndex()).append(']');
            }
        });
        return field.toString();
    }
}
