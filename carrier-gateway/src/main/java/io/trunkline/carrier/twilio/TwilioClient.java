package io.trunkline.carrier.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import io.trunkline.carrier.http.AnswerLimit;
import io.trunkline.carrier.spi.CarrierException;
import io.trunkline.carrier.spi.CarrierFailure;

/** One account's connection: sends a request once, and judges whatever comes back. */
final class TwilioClient {

    private static final int IDLE_SECONDS = 15;

    private final TwilioConfig config;
    private final ObjectReader json;
    private final String account;
    /** Null while the credentials are missing. */
    private final TwilioApi api;

    TwilioClient(TwilioConfig config, ObjectMapper mapper) {
        this.config = config;
        this.json = mapper.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        this.account = config.accountSid().orElse(null);
        Optional<String> token = config.authTokens().flatMap(tokens -> tokens.stream().findFirst());
        this.api = account == null || token.isEmpty() ? null : connect(config, account, token.get());
    }

    private static TwilioApi connect(TwilioConfig config, String account, String token) {
        String credentials = "Basic "
                + Base64.getEncoder().encodeToString((account + ":" + token).getBytes(StandardCharsets.UTF_8));
        ClientRequestFilter authorize = request -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, credentials);
        return QuarkusRestClientBuilder.newBuilder().baseUri(config.baseUrl())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                // No decompression: the limit counts what was sent. Idle connections go before the carrier closes them: a
                // purchase sent into a closing connection is a purchase in doubt.
                .httpClientOptionsCustomizer(options -> options.setDecompressionSupported(false)
                        .setKeepAliveTimeout(IDLE_SECONDS))
                .httpClientRequestCustomizer(new AnswerLimit(config.maxAnswer().asLongValue()))
                .property("microprofile.rest.client.disable.default.mapper", true)
                .register(authorize)
                .build(TwilioApi.class);
    }

    /** A question: what cannot be answered may be asked again. */
    <T> Uni<T> ask(BiFunction<TwilioApi, String, Uni<Response>> request, Class<T> type) {
        return call(false, request).map(answer -> require(parse(answer, type), false));
    }

    /** A change: only a clear refusal says that nothing was done. */
    <T> Uni<T> tell(BiFunction<TwilioApi, String, Uni<Response>> request, Class<T> type) {
        return call(true, request).map(answer -> require(parse(answer, type), true));
    }

    /** @param request given the API and the account's SID */
    Uni<Response> call(boolean changes, BiFunction<TwilioApi, String, Uni<Response>> request) {
        if (api == null) {
            return Uni.createFrom().failure(new CarrierException(CarrierFailure.CARRIER_NOT_CONFIGURED,
                    "The credentials of the carrier 'twilio' are not configured"));
        }
        return Uni.createFrom().deferred(() -> request.apply(api, account))
                .ifNoItem().after(config.totalTimeout()).fail()
                .onFailure().transform(failure -> TwilioErrors.unanswered(failure, changes))
                .invoke(answer -> refuse(answer, changes));
    }

    private void refuse(Response answer, boolean changes) {
        if (answer.getStatus() / 100 != 2) {
            TwilioTypes.Failure failure = parse(answer, TwilioTypes.Failure.class);
            throw TwilioErrors.refused(answer.getStatus(), failure == null ? null : failure.code(),
                    answer.getHeaderString(HttpHeaders.RETRY_AFTER), changes);
        }
    }

    /** Null when it is not Twilio's JSON. */
    private <T> T parse(Response answer, Class<T> type) {
        try {
            return json.forType(type).readValue(answer.readEntity(String.class));
        } catch (JsonProcessingException | RuntimeException garbled) {
            return null;
        }
    }

    /** @param changed whether the request was to change something */
    static <T> T require(T value, boolean changed) {
        if (value == null) {
            throw TwilioErrors.unreadable(changed);
        }
        return value;
    }
}
