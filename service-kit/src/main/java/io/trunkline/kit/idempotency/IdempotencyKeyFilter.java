package io.trunkline.kit.idempotency;

import java.util.List;

import jakarta.ws.rs.container.ContainerRequestContext;

import org.jboss.resteasy.reactive.server.ServerRequestFilter;

import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.ProblemException;

/** Rejects a request with several keys, of which only one would count, and one with a blank key, which would count as none. */
class IdempotencyKeyFilter {

    private static final String HEADER = "Idempotency-Key";

    @ServerRequestFilter
    void requireOneKey(ContainerRequestContext request) {
        List<String> keys = request.getHeaders().get(HEADER);
        if (keys != null && (keys.size() > 1 || keys.get(0).isBlank())) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_MALFORMED, "Send one Idempotency-Key that is not blank");
        }
    }
}
