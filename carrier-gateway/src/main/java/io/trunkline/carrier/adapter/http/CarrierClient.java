package io.trunkline.carrier.adapter.http;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/**
 * One account's connection: sends a request once, and judges whatever comes back.
 *
 * @param <A> the carrier's API as a REST client whose methods leave the body unread
 */
public final class CarrierClient<A> {

    private static final int IDLE_SECONDS = 15;
    private static final int TOO_MANY_REQUESTS = Response.Status.TOO_MANY_REQUESTS.getStatusCode();
    private static final int UNAUTHORIZED = Response.Status.UNAUTHORIZED.getStatusCode();
    /** In seconds: what Telnyx says instead of {@code Retry-After}. */
    private static final String RATE_LIMIT_RESET = "x-ratelimit-reset";

    private final String carrier;
    private final HttpClientConfig config;
    private final ErrorTable errors;
    private final ObjectReader json;
    /** Null when the account is not named, and {@code api} too. */
    private final Credentials credentials;
    private final A api;

    /**
     * Connects nothing yet.
     *
     * @param credentials empty when the account is not named; then, and while they hold no secret, every call is
     *        CARRIER_NOT_CONFIGURED
     * @param apiFactory {@link #connect} with them
     */
    public CarrierClient(String carrier, Optional<Credentials> credentials, Function<Credentials, A> apiFactory,
            HttpClientConfig config, ErrorTable errors, ObjectMapper mapper) {
        this.carrier = carrier;
        this.config = config;
        this.errors = errors;
        this.json = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.credentials = credentials.orElse(null);
        this.api = credentials.map(apiFactory).orElse(null);
    }

    /**
     * Connects nothing yet.
     *
     * @param requestFilter may look at and change each request
     */
    public static <A> A connect(Class<A> api, URI baseUrl, Credentials credentials, HttpClientConfig config,
            ClientRequestFilter requestFilter) {
        ClientRequestFilter authorize = request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION,
                credentials.authorization());
        return QuarkusRestClientBuilder.newBuilder().baseUri(baseUrl)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // No decompression: the limit counts what was sent. Idle connections go before the carrier closes them: a
                // purchase sent into a closing connection is a purchase in doubt.
                .httpClientOptionsCustomizer(options -> options.setDecompressionSupported(false)
                        .setKeepAliveTimeout(IDLE_SECONDS))
                .httpClientRequestCustomizer(new ResponseSizeLimit(config.maxResponseSize().asLongValue()))
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(authorize)
                .register(requestFilter)
                .build(api);
    }

    /** May become true while the service runs. */
    public boolean isConfigured() {
        return api != null && !credentials.isEmpty();
    }

    /** A question: what cannot be answered may be asked again. */
    public <T> Uni<T> query(Function<A, Uni<Response>> request, Class<T> type) {
        return sendAsync(false, errors, request).map(answer -> require(decode(answer, type), false));
    }

    /** A change: only a clear refusal says that nothing was done. */
    public <T> Uni<T> mutate(Function<A, Uni<Response>> request, Class<T> type) {
        return mutate(errors, request, type);
    }

    /** A change whose refusals have a table of their own. */
    public <T> Uni<T> mutate(ErrorTable table, Function<A, Uni<Response>> request, Class<T> type) {
        return sendAsync(true, table, request).map(answer -> require(decode(answer, type), true));
    }

    /**
     * Several calls that are one to our callers: they end together within the time of one.
     *
     * @param mutation whether one of them changes something
     */
    public <T> Uni<T> withinDeadline(boolean mutation, Uni<T> calls) {
        return calls.ifNoItem().after(config.totalTimeout()).fail()
                .onFailure(TimeoutException.class).transform(failure -> errors.noResponse(failure, mutation));
    }

    /** A change that is answered by its status alone. */
    public Uni<Void> mutate(Function<A, Uni<Response>> request, Response.Status success) {
        return sendAsync(true, errors, request)
                .invoke(answer -> require(answer.getStatus() == success.getStatusCode() ? answer : null, true))
                .replaceWithVoid();
    }

    private Uni<Response> sendAsync(boolean mutation, ErrorTable table, Function<A, Uni<Response>> request) {
        if (!isConfigured()) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                    "The credentials of the carrier '" + carrier + "' are not configured"));
        }
        return sendAuthorized(request, Set.of())
                .ifNoItem().after(config.totalTimeout()).fail()
                .onFailure().transform(failure -> errors.noResponse(failure, mutation))
                .invoke(answer -> checkStatus(answer, mutation, table));
    }

    /** What is answered 401 was not carried out: the same again with the next secret, each of them once. */
    private Uni<Response> sendAuthorized(Function<A, Uni<Response>> request, Set<String> rejected) {
        return Uni.createFrom().deferred(() -> {
            String authorization = credentials.authorization();
            return request.apply(api).flatMap(answer -> {
                if (answer.getStatus() != UNAUTHORIZED) {
                    return Uni.createFrom().item(answer);
                }
                credentials.rejected(authorization);
                Set<String> tried = new HashSet<>(rejected);
                tried.add(authorization);
                return tried.contains(credentials.authorization()) ? Uni.createFrom().item(answer)
                        : sendAuthorized(request, tried);
            });
        });
    }

    private void checkStatus(Response answer, boolean mutation, ErrorTable table) {
        if (answer.getStatus() / 100 != 2) {
            throw table.rejected(answer.getStatus(), errorCode(decode(answer, JsonNode.class)),
                    retryAfter(answer), mutation);
        }
    }

    private static Duration retryAfter(Response answer) {
        Instant now = Instant.now();
        // The window that the reset speaks of is used up with a 429 only.
        return RetryAfter.parse(answer.getHeaderString(HttpHeaders.RETRY_AFTER), now)
                .or(() -> answer.getStatus() == TOO_MANY_REQUESTS
                        ? RetryAfter.parse(answer.getHeaderString(RATE_LIMIT_RESET), now)
                        : Optional.empty())
                .orElse(null);
    }

    /**
     * {@code {"code":…}} at Twilio, {@code {"errors":[{"code":…}]}} at Telnyx, either at SignalWire; null when it is neither.
     */
    private static String errorCode(JsonNode body) {
        if (body == null) {
            return null;
        }
        JsonNode code = body.path("code").isValueNode() ? body.path("code") : body.path("errors").path(0).path("code");
        return code.isValueNode() && !code.isNull() ? code.asText() : null;
    }

    /** Null when it is not the carrier's JSON. */
    private <T> T decode(Response answer, Class<T> type) {
        try {
            return json.forType(type).readValue(answer.readEntity(String.class));
        } catch (JsonProcessingException | RuntimeException garbled) {
            return null;
        }
    }

    /**
     * What an answer must have.
     *
     * @param mutation whether the request was to change something
     * @throws CarrierException when it is null
     */
    public <T> T require(T value, boolean mutation) {
        if (value == null) {
            throw errors.invalidResponse(mutation);
        }
        return value;
    }
}
