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
 * The HTTP client of one account: sends each request once and classifies the response.
 *
 * @param <A> the carrier's API as a REST client interface; its methods return the response with an unread body
 */
public final class CarrierClient<A> {

    private static final int IDLE_SECONDS = 15;
    private static final int TOO_MANY_REQUESTS = Response.Status.TOO_MANY_REQUESTS.getStatusCode();
    private static final int UNAUTHORIZED = Response.Status.UNAUTHORIZED.getStatusCode();
    /** In seconds; Telnyx sends it instead of {@code Retry-After}. */
    private static final String RATE_LIMIT_RESET = "x-ratelimit-reset";

    private final String account;
    private final Credentials credentials;
    private final HttpClientConfig config;
    private final ErrorTable errors;
    private final ObjectReader json;
    private final A api;

    /**
     * Opens no connection yet.
     *
     * @param account our name of the account
     * @param credentials while they hold no secret, every call fails with CARRIER_NOT_CONFIGURED
     * @param filters may change each request
     */
    public CarrierClient(String account, Class<A> api, URI baseUrl, Credentials credentials, HttpClientConfig config,
            ErrorTable errors, ObjectMapper mapper, ClientRequestFilter... filters) {
        this.account = account;
        this.credentials = credentials;
        this.config = config;
        this.errors = errors;
        this.json = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.api = buildApi(api, baseUrl, filters);
    }

    private A buildApi(Class<A> type, URI baseUrl, ClientRequestFilter... filters) {
        ClientRequestFilter authorize = request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION,
                credentials.authorization());
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder().baseUri(baseUrl)
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // No decompression: the size limit counts transferred bytes. Idle connections are closed before the carrier
                // closes them: a purchase that is sent into a closing connection has an unknown outcome.
                .httpClientOptionsCustomizer(options -> options.setDecompressionSupported(false)
                        .setKeepAliveTimeout(IDLE_SECONDS))
                .httpClientRequestCustomizer(new ResponseSizeLimit(config.maxResponseSize().asLongValue()))
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(authorize);
        for (ClientRequestFilter filter : filters) {
            builder.register(filter);
        }
        return builder.build(type);
    }

    /** May become true while the service runs, when a secret file appears. */
    public boolean isConfigured() {
        return !credentials.isEmpty();
    }

    /** Sends a read-only request. A failed query may be repeated. */
    public <T> Uni<T> query(Function<A, Uni<Response>> request, Class<T> type) {
        return sendAsync(request, false)
                .invoke(response -> checkStatus(response, errors, false))
                .map(response -> decode(response, type, false));
    }

    /** Sends a request that changes something. Only a clear refusal means that nothing was done. */
    public <T> Uni<T> mutate(Function<A, Uni<Response>> request, Class<T> type) {
        return mutate(errors, request, type);
    }

    /** A mutation with an error table of its own. */
    public <T> Uni<T> mutate(ErrorTable errorsOfMutation, Function<A, Uni<Response>> request, Class<T> type) {
        return sendAsync(request, true)
                .invoke(response -> checkStatus(response, errorsOfMutation, true))
                .map(response -> decode(response, type, true));
    }

    /** A mutation whose response has no body: the status alone confirms it. */
    public Uni<Void> mutate(Function<A, Uni<Response>> request, Response.Status success) {
        return sendAsync(request, true)
                .invoke(response -> checkStatus(response, errors, true))
                .invoke(response -> require(response.getStatus() == success.getStatusCode() ? response : null, true))
                .replaceWithVoid();
    }

    /**
     * Limits several requests that form one call of the contract to the time of one call.
     *
     * @param mutation whether one of them is a mutation
     */
    public <T> Uni<T> withinDeadline(boolean mutation, Uni<T> calls) {
        return calls.ifNoItem().after(config.totalTimeout()).fail()
                .onFailure(TimeoutException.class).transform(failure -> errors.noResponse(failure, mutation));
    }

    private Uni<Response> sendAsync(Function<A, Uni<Response>> request, boolean mutation) {
        if (!isConfigured()) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                    "The credentials of the carrier '" + account + "' are not configured"));
        }
        return sendAuthorized(request, Set.of())
                .ifNoItem().after(config.totalTimeout()).fail()
                .onFailure().transform(failure -> errors.noResponse(failure, mutation));
    }

    /** A request that is answered 401 was not executed. It is repeated once with each further secret. */
    private Uni<Response> sendAuthorized(Function<A, Uni<Response>> request, Set<String> rejected) {
        return Uni.createFrom().deferred(() -> {
            String authorization = credentials.authorization();
            return request.apply(api).flatMap(response -> {
                if (response.getStatus() != UNAUTHORIZED) {
                    return Uni.createFrom().item(response);
                }
                credentials.rejected(authorization);
                Set<String> tried = new HashSet<>(rejected);
                tried.add(authorization);
                return tried.contains(credentials.authorization()) ? Uni.createFrom().item(response)
                        : sendAuthorized(request, tried);
            });
        });
    }

    private void checkStatus(Response response, ErrorTable table, boolean mutation) {
        if (response.getStatus() / 100 != 2) {
            throw table.rejected(response.getStatus(), errorCode(readJson(response, JsonNode.class)), retryAfter(response),
                    mutation);
        }
    }

    private static Duration retryAfter(Response response) {
        Instant now = Instant.now();
        // The reset header is sent with every response; its window is exhausted only with a 429.
        return RetryAfter.parse(response.getHeaderString(HttpHeaders.RETRY_AFTER), now)
                .or(() -> response.getStatus() == TOO_MANY_REQUESTS
                        ? RetryAfter.parse(response.getHeaderString(RATE_LIMIT_RESET), now)
                        : Optional.empty())
                .orElse(null);
    }

    /** {@code {"code":…}} at Twilio, {@code {"errors":[{"code":…}]}} at Telnyx, either at SignalWire; null for neither. */
    private static String errorCode(JsonNode body) {
        if (body == null) {
            return null;
        }
        JsonNode code = body.path("code").isValueNode() ? body.path("code") : body.path("errors").path(0).path("code");
        return code.isValueNode() && !code.isNull() ? code.asText() : null;
    }

    private <T> T decode(Response response, Class<T> type, boolean mutation) {
        return require(readJson(response, type), mutation);
    }

    /** Null when the body is not the carrier's JSON. */
    private <T> T readJson(Response response, Class<T> type) {
        try {
            return json.forType(type).readValue(response.readEntity(String.class));
        } catch (JsonProcessingException | RuntimeException invalid) {
            return null;
        }
    }

    /**
     * Checks that a response contains a value.
     *
     * @param mutation whether the request was a mutation
     * @throws CarrierException when the value is null: OUTCOME_UNKNOWN for a mutation, else PROTOCOL_ERROR
     */
    public <T> T require(T value, boolean mutation) {
        if (value == null) {
            throw errors.invalidResponse(mutation);
        }
        return value;
    }
}
