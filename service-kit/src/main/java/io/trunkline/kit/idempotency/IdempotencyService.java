package io.trunkline.kit.idempotency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.CommonError;
import io.trunkline.kit.problem.Problem;
import io.trunkline.kit.problem.ProblemException;

/**
 * {@code Idempotency-Key} (IETF httpapi draft): the same key and request run once and get the same response byte for byte;
 * 400 for a malformed key, 409 while the first request is running, 422 for the same key with another request.
 * <p>
 * Responses with 2xx and 4xx are stored; a 5xx releases the key. The key of an instance that died is released after a
 * minute. The request's work must therefore derive its ids from the key, so that a repetition has no second effect.
 */
@ApplicationScoped
public class IdempotencyService {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final IdempotencyKeyRepository keys;
    private final ObjectMapper json;

    IdempotencyService(IdempotencyKeyRepository keys, ObjectMapper json) {
        this.keys = keys;
        this.json = json;
    }

    /**
     * @param scope separates equal keys of different callers and routes: tenant, method and path
     * @param key the header's value; null: the work runs without idempotency
     * @param request what two requests are compared by; anything Jackson can write
     */
    public Uni<Response> once(String scope, String key, Object request, Supplier<Uni<Response>> work) {
        if (key == null) {
            return work.get();
        }
        if (!KEY.matcher(key).matches()) {
            return Uni.createFrom().failure(new ProblemException(CommonError.IDEMPOTENCY_KEY_MALFORMED,
                    "An Idempotency-Key is 1 to 255 visible ASCII characters"));
        }
        Fingerprint fingerprint = Fingerprint.of(request, json);
        return keys.reserve(scope, key, fingerprint).flatMap(reserved -> reserved ? run(scope, key, work)
                : keys.find(scope, key).map(stored -> replay(stored, fingerprint)));
    }

    /** As {@link #once}, but a request without a key is rejected. */
    public Uni<Response> onceWithKey(String scope, String key, Object request, Supplier<Uni<Response>> work) {
        return key != null ? once(scope, key, request, work)
                : Uni.createFrom().failure(new ProblemException(CommonError.IDEMPOTENCY_KEY_REQUIRED,
                        "Send an Idempotency-Key header, a new one for each new request"));
    }

    private Uni<Response> run(String scope, String key, Supplier<Uni<Response>> work) {
        return Uni.createFrom().deferred(() -> work.get())
                .onFailure(ProblemException.class).recoverWithUni(failure -> rejection((ProblemException) failure))
                .flatMap(response -> store(scope, key, response))
                .onFailure().call(failure -> keys.release(scope, key));
    }

    private static Uni<Response> rejection(ProblemException failure) {
        return failure.code().status() >= 500 ? Uni.createFrom().failure(failure)
                : Uni.createFrom()
                        .item(Problem.of(failure.code(), failure.getMessage(), null, List.of()).toResponse().build());
    }

    private Uni<Response> store(String scope, String key, Response response) {
        StoredResponse stored = new StoredResponse(null, response.getStatus(),
                response.getMediaType() == null ? "application/json" : response.getMediaType().toString(),
                response.getHeaderString(HttpHeaders.LOCATION), write(response.getEntity()));
        return keys.store(scope, key, stored).replaceWith(stored::toResponse);
    }

    private static Response replay(StoredResponse stored, Fingerprint request) {
        if (stored == null) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_IN_FLIGHT, "Try again", RETRY_AFTER);
        }
        if (!stored.request().isOfSameRequest(request)) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request");
        }
        if (stored.status() == null) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_IN_FLIGHT, "Wait for its response", RETRY_AFTER);
        }
        return stored.toResponse();
    }

    private byte[] write(Object entity) {
        try {
            return entity == null ? new byte[0] : json.writeValueAsString(entity).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request or response could not be written as JSON", e);
        }
    }
}
