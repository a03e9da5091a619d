package io.trunkline.kit.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
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
 * {@code Idempotency-Key} (IETF httpapi draft): the same key and request run once and get the same answer byte for byte;
 * 400 for a key that cannot be one, 409 while the first is running, 422 for the key with another request.
 * <p>
 * Answers of 2xx and 4xx are stored; a 5xx frees the key. A key whose server died frees itself after a minute: what the
 * request does must therefore derive its own ids from the key, so that doing it again is the same act.
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
     * @param scope keeps equal keys of different callers and routes apart: tenant, method and path
     * @param key the header's value; null runs the work without any of this
     * @param request what makes two requests the same; anything Jackson writes
     */
    public Uni<Response> once(String scope, String key, Object request, Supplier<Uni<Response>> work) {
        if (key == null) {
            return work.get();
        }
        if (!KEY.matcher(key).matches()) {
            return Uni.createFrom().failure(new ProblemException(CommonError.IDEMPOTENCY_KEY_MALFORMED,
                    "An Idempotency-Key is 1 to 255 visible ASCII characters"));
        }
        String fingerprint = fingerprint(request);
        return keys.reserve(scope, key, fingerprint).flatMap(reserved -> reserved ? run(scope, key, work)
                : keys.find(scope, key).map(stored -> replay(stored, fingerprint)));
    }

    /** As {@link #once}, for requests that are refused without a key. */
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

    private static Response replay(StoredResponse stored, String fingerprint) {
        if (stored == null) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_IN_FLIGHT, "Try again", RETRY_AFTER);
        }
        if (!stored.fingerprint().equals(fingerprint)) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request");
        }
        if (stored.status() == null) {
            throw new ProblemException(CommonError.IDEMPOTENCY_KEY_IN_FLIGHT, "Wait for its answer", RETRY_AFTER);
        }
        return stored.toResponse();
    }

    private String fingerprint(Object request) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(write(request));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JRE has SHA-256", e);
        }
    }

    private byte[] write(Object entity) {
        try {
            return entity == null ? new byte[0] : json.writeValueAsString(entity).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request or answer could not be written as JSON", e);
        }
    }
}
